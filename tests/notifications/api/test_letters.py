"""What became of the letters about a championship: for its own organiser, true at each moment, with what to do."""

import re
from dataclasses import replace
from uuid import uuid4

import httpx2
from tests.notifications.people import (
    CHAMPIONSHIP,
    DAY,
    DESCRIBED,
    happened,
    issued,
    notice,
    person,
    registered,
    result,
)

from localstack.token_issuer import TokenIssuer
from notifications.commands.notifying import notify
from notifications.commands.people import record_person
from notifications.domain.preferences import Channel
from notifications.handlers import subscriptions
from notifications.wiring import App
from shared.contracts import Payload

AT = f"/inbox/championships/{CHAMPIONSHIP.id}/letters"


async def shown(http: httpx2.AsyncClient, token_issuer: TokenIssuer, organisation: str = "region-47") -> str:
    by = token_issuer.bearer("anna", "organiser", organisation=organisation)
    answer = await http.get(AT, headers={**by, "accept": "text/html", "accept-language": "en"})
    assert answer.status_code == 200
    return " ".join(re.sub(r"<[^>]*>", " ", answer.text.partition("<main")[2].partition("</main>")[0]).split())


async def hear(app: App, data: Payload) -> None:
    await subscriptions.by_type[data.type].handle(happened(data), app)


async def test_letters_are_counted_as_they_go(app: App, http: httpx2.AsyncClient, token_issuer: TokenIssuer) -> None:
    assert "No letters yet" in await shown(http, token_issuer)
    reached, unreached = person(), person(email=None)
    for told in DESCRIBED:
        await hear(app, told)
    for one in (reached, unreached):
        await record_person(app, one)
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
    await record_person(app, one)
    for told in DESCRIBED:
        await hear(app, told)
    await hear(app, registered(one.id))
    await notify(app, replace(notice(one.id), championship_id=uuid4()))
    assert "1 letter is on its way" in await shown(http, token_issuer)
    assert "No letters yet" in await shown(http, token_issuer, "region-50")
