"""What became of the letters about a championship: for its own organiser, true at each moment, with what to do."""

import re
from dataclasses import replace
from uuid import uuid4

import httpx2
import pytest
from tests.notifications.people import (
    CHAMPIONSHIP,
    DAY,
    DESCRIBED,
    SKILL,
    happened,
    issued,
    notice,
    person,
    registered,
    result,
)

from localstack.token_issuer import TokenIssuer
from notifications.commands.notifying import notify
from notifications.commands.people import record_people
from notifications.domain.preferences import Channel
from notifications.handlers import subscriptions
from notifications.pages import letters
from notifications.wiring import App
from shared.contracts import Payload
from shared.contracts.competitions import DutyOffered, JuryInvited, JuryRole, PersonInvited

AT = f"/inbox/championships/{CHAMPIONSHIP.id}/letters"


async def shown(
    http: httpx2.AsyncClient, token_issuer: TokenIssuer, organisation: str = "region-47", at: str = AT
) -> str:
    by = token_issuer.bearer("anna", "organiser", organisation=organisation)
    answer = await http.get(at, headers={**by, "accept": "text/html", "accept-language": "en"})
    assert answer.status_code == 200
    return " ".join(re.sub(r"<[^>]*>", " ", answer.text.partition("<main")[2].partition("</main>")[0]).split())


async def hear(app: App, data: Payload) -> None:
    await subscriptions.by_type[data.type].handle(happened(data), app)


@pytest.fixture(autouse=True)
async def _described(app: App) -> None:
    for told in DESCRIBED:
        await hear(app, told)


async def test_letters_are_counted_as_they_go(app: App, http: httpx2.AsyncClient, token_issuer: TokenIssuer) -> None:
    assert "No letters yet" in await shown(http, token_issuer)
    reached, unreached = person(), person(email=None)
    for one in (reached, unreached):
        await record_people(app, [one])
        for data in (registered(one.id), result(one.id)):
            await hear(app, data)
    await hear(app, issued(reached.id).model_copy(update={"championship_id": CHAMPIONSHIP.id}))
    page = await shown(http, token_issuer)
    assert "3 letters are on their way" in page
    assert "Not sent on purpose 2" in page
    assert "Certificates that are issued and told of 1" in page
    assert "2 letters: No e-mail is known" in page
    for delivery in await app.deliveries.find_many({"channel": Channel.EMAIL, "state": "queued"}):
        claimed = await app.deliveries.save(replace(delivery, not_before=DAY).claim("a", app.now(), app.now() - DAY))
        await app.deliveries.save(claimed.refused(app.now(), 550))
    page = await shown(http, token_issuer)
    assert "3 letters have failed" in page
    assert "there is no such address" in page
    assert "The numbers still grow" not in page


async def test_another_organisation_sees_nothing_of_them(
    app: App, http: httpx2.AsyncClient, token_issuer: TokenIssuer
) -> None:
    one = person()
    await record_people(app, [one])
    await hear(app, registered(one.id))
    await notify(app, replace(notice(one.id), championship_id=uuid4()))
    assert "1 letter is on its way" in await shown(http, token_issuer)
    assert "No letters yet" in await shown(http, token_issuer, "region-50")


async def test_whom_an_invitation_did_not_reach_is_named_where_it_belongs(
    app: App, http: httpx2.AsyncClient, token_issuer: TokenIssuer
) -> None:
    judge, helper, unasked = (person(family_name=name, email=None) for name in ("Судьин", "Помощин", "Безвестнов"))
    for one in (judge, helper, unasked):
        await record_people(app, [one])
    letter = uuid4()
    duty = DutyOffered(
        invitation_id=uuid4(),
        subject_id=helper.id,
        role="organiser",
        organisation="region-47",
        championship_id=CHAMPIONSHIP.id,
    )
    for data in (
        JuryInvited(
            subject_id=judge.id,
            championship_id=CHAMPIONSHIP.id,
            skill_id=SKILL.id,
            role=JuryRole.CHIEF,
            invitation_id=letter,
        ),
        duty,
        duty.model_copy(update={"subject_id": unasked.id, "invitation_id": uuid4(), "championship_id": None}),
        PersonInvited(invitation_id=uuid4(), subject_id=unasked.id, organisation="region-47"),
    ):
        await hear(app, data)
    page = await shown(http, token_issuer)
    for name, what in (("Судьин", "Invitation to judge: Trial championship"), ("Помощин", "You are asked to help")):
        assert f"{name} Пример Тестович {what}" in page
    assert "Безвестнов" not in page
    wide = await shown(http, token_issuer, at="/inbox/letters")
    assert wide.count("Безвестнов Пример Тестович") == 2
    assert "Invitation to sign in" in wide
    assert "Судьин" not in wide
    assert "Безвестнов" not in await shown(http, token_issuer, "region-50", at="/inbox/letters")


async def test_all_whom_letters_did_not_reach_are_seen_page_by_page(
    app: App, http: httpx2.AsyncClient, token_issuer: TokenIssuer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(letters, "PAGE", 2)
    names = ["Первин", "Вторин", "Третьин"]
    for name in names:
        one = person(family_name=name, email=None)
        await record_people(app, [one])
        await hear(app, registered(one.id))
    by = {**token_issuer.bearer("anna", "organiser", organisation="region-47"), "accept": "text/html"}
    first = (await http.get(AT, headers=by)).text
    (way,) = re.findall(rf'href="({AT}\?cursor=[^"#]+)', first)
    rest = (await http.get(way, headers=by)).text
    assert [sum(name in page for name in names) for page in (first, rest)] == [2, 1]
    assert all(name in first + rest for name in names)
    assert (await http.get(f"{AT}?cursor=nowhere", headers=by)).status_code == 422
