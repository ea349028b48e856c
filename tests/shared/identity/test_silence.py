"""What the issuer does not say ends nobody's session; what it says ends it."""

import asyncio
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from tests.shared.identity import visiting
from tests.shared.identity.strange_issuer import OVER, StrangeIssuer
from tests.shared.identity.visiting import GALLERY, LocalIssuer, Product, Visitor
from tests.shared.web.paints import PAINTS
from tests.signed_in import asking, cookies, session

from shared.identity import renewal
from shared.identity.principal import Role
from shared.identity.sessions import HOLDS_IN_SILENCE_SECONDS
from shared.settings import ServiceSettings


@pytest.fixture
async def product(strange: StrangeIssuer, settings: ServiceSettings) -> AsyncIterator[Product]:
    given = settings.model_copy(update={"oidc_issuer": strange.url})
    async with visiting.product(given) as running:
        yield running


@pytest.fixture
def visitor(product: Product) -> Visitor:
    """Anna, who signed in five minutes ago."""
    visitor = product.visitor()
    visitor.cookies = cookies(product.settings, session("anna", ["organiser"], "region-47", holds=-1))
    return visitor


@pytest.fixture
async def own_issuer(tmp_path: Path) -> AsyncIterator[LocalIssuer]:
    issuer = LocalIssuer.at(tmp_path / "issuer")
    await issuer.process.start()
    yield issuer
    await issuer.process.stop()


async def test_marking_goes_on_while_the_real_issuer_is_away_and_ends_when_it_is_back_and_knows_nobody(
    own_issuer: LocalIssuer, settings: ServiceSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(renewal, "COOL_DOWN_SECONDS", 0.0)
    async with visiting.product(own_issuer.settings(settings)) as running:
        visitor = running.visitor()
        await visitor.sign_in("anna")
        visitor.wait_five_minutes()
        await own_issuer.process.stop()
        for at in (0, 1):
            assert await visitor.reads(at)
        made = await visitor.ask(PAINTS, "POST", json={"blue": 1})
        assert made.status_code == 201
        assert "set-cookie" not in made.headers
        await own_issuer.process.start()
        assert not await visitor.reads()


@pytest.mark.parametrize(
    "answer",
    [
        (500, {"error": "server_error"}),
        (503, None),
        (429, {"error": "slow_down"}),
        (401, {"error": "invalid_client"}),
        (400, {"error": "unauthorized_client"}),
        (400, ["invalid_grant"]),
        (403, "no"),
        (200, {}),
        (200, ["a token"]),
        (200, {"access_token": {"a": 1}}),
        (200, {"access_token": "no.such.token"}),
    ],
)
async def test_an_answer_that_does_not_say_so_ends_nothing(
    strange: StrangeIssuer, visitor: Visitor, answer: tuple[int, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(renewal, "COOL_DOWN_SECONDS", 3600.0)
    strange.answer = answer
    assert await visitor.reads()
    strange.answer = OVER
    assert await visitor.reads(), "not asked again so soon"
    assert not await visitor.reads(at=1)


async def test_a_silent_issuer_is_asked_now_and_then_and_not_with_each_mark(
    strange: StrangeIssuer, visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(renewal, "COOL_DOWN_SECONDS", 3600.0)
    strange.answer = (503, None)
    for _ in range(5):
        assert await visitor.reads()
    assert strange.count("/token") == 1
    later = time.monotonic() + renewal.COOL_DOWN_SECONDS
    monkeypatch.setattr("time.monotonic", lambda: later)
    assert await visitor.reads()
    assert await visitor.reads()
    assert strange.count("/token") == 2


async def test_while_the_issuer_is_silent_a_person_is_taken_for_true_a_minute_at_a_time(
    strange: StrangeIssuer, product: Product, visitor: Visitor
) -> None:
    strange.answer = (503, None)
    sign_in = product.services[0].state.sign_in
    principal = await sign_in.principal(asking(visitor.cookies))
    assert principal.until <= time.time() + HOLDS_IN_SILENCE_SECONDS


async def test_roles_that_were_taken_away_are_gone_with_the_renewal(strange: StrangeIssuer, visitor: Visitor) -> None:
    strange.answer = (200, {"access_token": strange.token("anna")})
    assert (await visitor.ask(GALLERY)).status_code == 403
    assert visitor.session
    assert visitor.session.principal.roles == frozenset()
    assert visitor.session.principal.organisation is None


async def test_what_a_token_says_in_another_shape_is_left_out(strange: StrangeIssuer, visitor: Visitor) -> None:
    token = strange.token("anna", roles=["organiser", 7, None, {"a": "expert"}], organisation=None, name=None)
    strange.answer = (200, {"access_token": token, "refresh_token": "", "id_token": 5})
    assert await visitor.reads()
    assert visitor.session
    assert visitor.session.principal.roles == {Role.ORGANISER}


@pytest.mark.parametrize("changed", [{"sub": "boris"}])
async def test_another_persons_token_ends_the_session(
    strange: StrangeIssuer, visitor: Visitor, changed: dict[str, Any]
) -> None:
    strange.answer = (200, {"access_token": strange.token("anna", "organiser", **changed)})
    assert not await visitor.reads()


async def test_a_session_that_has_grown_too_large_ends_with_the_renewal(
    strange: StrangeIssuer, visitor: Visitor
) -> None:
    strange.answer = (200, {"access_token": strange.token("anna", "organiser"), "refresh_token": "r" * 4000})
    assert not await visitor.reads()


async def test_a_refresh_token_that_is_replaced_is_used_from_then_on(strange: StrangeIssuer, visitor: Visitor) -> None:
    strange.answer = (200, {"access_token": strange.token("anna", "organiser"), "refresh_token": "the second"})
    assert await visitor.reads()
    visitor.wait_five_minutes()
    assert await visitor.reads(at=1)
    assert [form["refresh_token"] for path, form in strange.sent] == ["of anna", "the second"]


async def test_a_sign_out_that_a_silent_issuer_does_not_hear_is_told_to_the_person_and_to_the_issuer_later(
    strange: StrangeIssuer, product: Product, visitor: Visitor
) -> None:
    strange.answer = (503, None)
    product.services[0].state.sign_in.endings.pause = 0.01
    answer = await visitor.ask("/sign-out", "POST")
    assert answer.status_code == 200
    assert "You are signed out in this browser" in answer.text
    assert "The sign-in service does not answer now" in answer.text
    assert visitor.cookies == {}
    strange.answer = (200, None)
    assert await asyncio.to_thread(strange.has_heard.wait, 60)
    assert strange.sent[-1] == ("/revoke", {"token": "of anna", "token_type_hint": "refresh_token"})
