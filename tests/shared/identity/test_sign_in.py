"""What a sign-in keeps of the issuer's answer, and what it refuses."""

from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest
from tests.shared.identity import visiting
from tests.shared.identity.strange_issuer import StrangeIssuer
from tests.shared.identity.visiting import GALLERY, Visitor

from shared.identity.principal import Role
from shared.identity.sealing import LARGEST_COOKIE
from shared.settings import ServiceSettings
from shared.text import readable

FOREIGN = [f"default-roles-regional-portal-{number:03}" for number in range(200)]
LONG = ("Константинопольский-" * 26)[:511]
EVERY_LETTER_FOUR_BYTES = "𝕬" * 511
KEYCLOAKS = "r" * 652
"""As long as Keycloak 26's refresh token of a realm with a short name."""


@pytest.fixture
async def visitor(strange: StrangeIssuer, settings: ServiceSettings) -> AsyncIterator[Visitor]:
    async with visiting.product(settings.model_copy(update={"oidc_issuer": strange.url})) as running:
        yield running.visitor()


async def arrive(
    visitor: Visitor,
    strange: StrangeIssuer,
    access: dict[str, Any] | None = None,
    identity: dict[str, Any] | None = None,
    **answer: Any,
) -> httpx2.Response:
    """Comes back from the issuer with a code. `access` and `identity` are changed claims of the two tokens."""
    begun = await visitor.ask(f"/sign-in?to={GALLERY}")
    asked = {name: value for name, (value,) in parse_qs(urlsplit(begun.headers["location"]).query).items()}
    claims = {"aud": asked["client_id"], "nonce": asked["nonce"], **(identity or {})}
    tokens = {
        "access_token": strange.token("anna", "organiser", **(access or {})),
        "id_token": strange.token("anna", **claims),
        "refresh_token": KEYCLOAKS,
    }
    strange.answer = (200, {name: value for name, value in {**tokens, **answer}.items() if value is not None})
    return await visitor.ask(f"/sign-in/callback?code=c&state={asked['state']}")


@pytest.mark.parametrize("name", ["Анна", LONG, EVERY_LETTER_FOUR_BYTES, '"\\\n' * 170])
async def test_the_cookie_fits_whatever_the_token_holds(visitor: Visitor, strange: StrangeIssuer, name: str) -> None:
    """Browsers drop a larger one silently, and the person is sent to sign in for ever."""
    held = {"roles": ["organiser", *FOREIGN, *Role], "name": name, "sub": "s" * 255, "organisation": "область" * 14}
    answer = await arrive(visitor, strange, held, {"sub": "s" * 255, "name": name})
    assert (answer.status_code, answer.headers["location"]) == (303, GALLERY)
    assert max(len(line) for line in answer.headers.get_list("set-cookie")) <= LARGEST_COOKIE
    assert visitor.session
    assert visitor.session.principal.roles == set(Role)
    assert visitor.session.principal.organisation == "область" * 14
    assert visitor.session.principal.name.rstrip("…") == readable(name)[:99]
    assert await visitor.reads()


async def test_roles_of_other_products_are_not_kept(visitor: Visitor, strange: StrangeIssuer) -> None:
    plain = await arrive(visitor, strange)
    many = await arrive(visitor, strange, {"roles": ["organiser", *FOREIGN]})
    assert [len(one.headers["set-cookie"]) for one in (plain, many)] == [len(plain.headers["set-cookie"])] * 2


@pytest.mark.parametrize(
    ("access", "answer"),
    [
        ({}, {"refresh_token": "r" * 4000}),
        ({"organisation": "о" * 3000}, {}),
        ({}, {"refresh_token": None}),
        ({}, {"refresh_token": ""}),
        ({}, {"refresh_token": ["r"]}),
    ],
)
async def test_where_no_session_can_be_made_the_person_is_told_and_not_sent_in_a_circle(
    visitor: Visitor, strange: StrangeIssuer, access: dict[str, Any], answer: dict[str, Any]
) -> None:
    refused = await arrive(visitor, strange, access, **answer)
    assert refused.status_code == 403
    assert "You cannot be signed in here" in refused.text
    assert "Tell whoever manages the accounts" in refused.text
    assert visitor.session is None


@pytest.mark.parametrize(
    ("access", "identity", "answer"),
    [
        ({}, {"nonce": "of another sign-in"}, {}),
        ({}, {"sub": "boris"}, {}),
        ({"aud": "urn:another"}, {}, {}),
        ({}, {"aud": "another-client"}, {}),
        ({}, {}, {"id_token": None}),
        ({}, {}, {"id_token": "x.y.z"}),
    ],
)
async def test_tokens_of_another_sign_in_open_nothing(
    visitor: Visitor,
    strange: StrangeIssuer,
    access: dict[str, Any],
    identity: dict[str, Any],
    answer: dict[str, Any],
) -> None:
    refused = await arrive(visitor, strange, access, identity, **answer)
    assert refused.status_code == 401
    assert "Sign in once more." in refused.text
    assert visitor.session is None


async def test_who_may_do_what_is_read_from_the_access_token_alone(visitor: Visitor, strange: StrangeIssuer) -> None:
    await arrive(visitor, strange, {"roles": []}, {"roles": ["organiser"], "name": "Анна Примерова"})
    assert visitor.session
    assert visitor.session.principal.roles == frozenset()


async def test_the_name_may_come_from_the_identity_token(visitor: Visitor, strange: StrangeIssuer) -> None:
    await arrive(visitor, strange, {"name": ""}, {"name": "Анна Примерова"})
    assert visitor.session
    assert visitor.session.principal.name == "Анна Примерова"


async def test_over_https_every_cookie_is_of_this_host_alone(strange: StrangeIssuer, settings: ServiceSettings) -> None:
    given = settings.model_copy(update={"oidc_issuer": strange.url, "public_url": "https://skills.example"})
    async with visiting.product(given) as running:
        visitor = running.visitor()
        begun = await visitor.ask("/sign-in")
        answer = await arrive(visitor, strange)
        assert set(visitor.cookies) == {"__Host-session", "__Host-turn"}
        for line in (*begun.headers.get_list("set-cookie"), *answer.headers.get_list("set-cookie")):
            assert line.startswith("__Host-")
            assert {"Secure", "HttpOnly", "Path=/", "SameSite=lax"} <= set(line.split("; "))
            assert "domain" not in line.lower()
        assert await visitor.reads()
        bare = {name.removeprefix("__Host-"): value for name, value in visitor.cookies.items()}
        assert not await visitor.reads(cookies=bare), "a name that another host of the domain could set"
        refused = await visitor.ask("/sign-out", "POST", headers={"sec-fetch-site": "cross-site"})
        assert (refused.status_code, await visitor.reads()) == (403, True)
