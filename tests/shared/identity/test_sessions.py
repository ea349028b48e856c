"""Sessions at the real local sign-in, across two services."""

import asyncio
import time

import httpx2
import pytest
from tests.shared.identity.visiting import GALLERY, Product, Visitor
from tests.shared.web.paints import PAINTS

from shared.identity.principal import Role
from shared.identity.sessions import HOLDS_SECONDS, SESSION

AT_ONCE = 6


async def test_a_sign_in_leads_to_where_the_person_wanted_to_go(visitor: Visitor) -> None:
    answer = await visitor.sign_in("anna", to="/gallery?room=2")
    assert (answer.status_code, answer.headers["location"]) == (303, "/gallery?room=2")
    assert visitor.session
    assert visitor.session.principal.roles == {Role.ORGANISER}
    assert visitor.session.principal.organisation == "region-47"
    assert await visitor.reads(at=0)
    assert await visitor.reads(at=1)
    assert "sign-in" not in visitor.cookies


@pytest.mark.parametrize("at", [0, 1])
async def test_either_service_renews_a_session_that_has_stood_for_five_minutes(visitor: Visitor, at: int) -> None:
    await visitor.sign_in("anna")
    begun = visitor.session
    visitor.wait_five_minutes()
    answer = await visitor.ask(GALLERY, at=at)
    assert answer.status_code == 200
    assert "no-store" in answer.headers["cache-control"]
    renewed = visitor.session
    assert begun
    assert renewed
    assert renewed.principal == begun.principal
    assert renewed.principal.until >= begun.principal.until
    assert abs(renewed.ends_at - begun.ends_at) < 1, "renewing does not lengthen the session"


async def test_a_change_is_made_with_the_request_that_renews(visitor: Visitor) -> None:
    await visitor.sign_in("anna")
    visitor.wait_five_minutes()
    made = await visitor.ask(PAINTS, "POST", json={"blue": 1})
    assert (made.status_code, made.json()["by"]) == (201, "anna")
    assert SESSION in {line.partition("=")[0] for line in made.headers.get_list("set-cookie")}


async def test_renewals_at_once_in_two_services_and_many_tabs_end_nothing(visitor: Visitor) -> None:
    """A refresh token that is rotated would be taken for stolen at its second use."""
    await visitor.sign_in("anna")
    for _ in range(3):
        visitor.wait_five_minutes()
        old = dict(visitor.cookies)
        read = await asyncio.gather(*(visitor.reads(at=number % 2, cookies=old) for number in range(AT_ONCE)))
        assert read == [True] * AT_ONCE
        assert await visitor.reads(at=1)
    assert await visitor.reads(cookies=old)


async def test_renewals_at_once_ask_the_issuer_once(product: Product, visitor: Visitor) -> None:
    await visitor.sign_in("anna")
    visitor.wait_five_minutes()
    asked: list[str] = []

    async def note(request: httpx2.Request) -> None:
        asked.append(request.url.path)

    product.services[0].state.sign_in.issuer.http.event_hooks["request"].append(note)
    old = dict(visitor.cookies)
    await asyncio.gather(*(visitor.reads(cookies=old) for _ in range(AT_ONCE)))
    assert await visitor.reads(cookies=old), "one that was sent before and arrives after"
    assert asked.count("/token") == 1


async def test_a_copied_cookie_dies_within_five_minutes_of_the_sign_out(visitor: Visitor) -> None:
    await visitor.sign_in("anna")
    copied = dict(visitor.cookies)
    assert visitor.session
    assert visitor.session.principal.until <= time.time() + HOLDS_SECONDS
    answer = await visitor.ask("/sign-out", "POST")
    assert answer.status_code == 303
    assert visitor.cookies == {}
    assert not await visitor.reads()
    visitor.cookies = copied
    visitor.wait_five_minutes()
    for at in (1, 0):
        refused = await visitor.ask(GALLERY, at=at, cookies=dict(visitor.cookies))
        assert refused.status_code == 303
        assert "Max-Age=0" in refused.headers["set-cookie"]


async def test_a_sign_out_in_one_browser_leaves_the_others(product: Product, visitor: Visitor) -> None:
    other = product.visitor()
    await visitor.sign_in("anna")
    await other.sign_in("anna")
    await visitor.ask("/sign-out", "POST")
    other.wait_five_minutes()
    assert await other.reads()


async def test_a_sign_out_goes_on_to_the_issuers_own(visitor: Visitor) -> None:
    await visitor.sign_in("anna")
    answer = await visitor.ask("/sign-out", "POST")
    to = httpx2.URL(answer.headers["location"])
    assert str(to).startswith(visitor.settings.oidc_issuer)
    assert to.params["post_logout_redirect_uri"] == f"{visitor.settings.public_url}/"


async def test_a_renewal_that_arrives_after_the_sign_out_revives_nothing(visitor: Visitor) -> None:
    await visitor.sign_in("anna")
    visitor.wait_five_minutes()
    late = await visitor.ask(GALLERY, cookies=dict(visitor.cookies))
    await visitor.ask("/sign-out", "POST")
    visitor.keep(late)
    assert SESSION in visitor.cookies
    assert not await visitor.reads()


async def test_a_renewal_that_arrives_late_makes_nobody_another_person(visitor: Visitor) -> None:
    await visitor.sign_in("anna")
    visitor.wait_five_minutes()
    late = await visitor.ask(GALLERY, cookies=dict(visitor.cookies))
    await visitor.sign_in("olga")
    visitor.keep(late)
    assert not await visitor.reads(), "Olga signs in once more, and does not act as Anna"


async def test_after_its_ten_hours_a_session_is_over(visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    await visitor.sign_in("anna")
    later = time.time() + visitor.settings.session_hours * 3600 + 1
    monkeypatch.setattr("time.time", lambda: later)
    assert not await visitor.reads()


async def test_an_answer_for_everybody_carries_no_cookie(visitor: Visitor) -> None:
    """A shared cache would give one person's session to others."""
    await visitor.sign_in("anna")
    visitor.wait_five_minutes()
    kept = await visitor.ask("/posters", cookies=visitor.cookies)
    assert kept.headers["cache-control"] == "public, max-age=60"
    assert "set-cookie" not in kept.headers
    assert await visitor.reads()
