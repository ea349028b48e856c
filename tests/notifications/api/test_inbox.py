from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import uuid4

import httpx2
import pytest
from tests.notifications.api.conftest import tell
from tests.notifications.people import notice, person

from localstack.token_issuer import TokenIssuer
from notifications.commands.notifying import notify
from notifications.commands.people import erase_person, record_people
from notifications.domain.deliveries import Link
from notifications.domain.recipients import Recipient
from notifications.wiring import App
from shared.identity import links

API = "/api/notifications/v1"


async def unread(http: httpx2.AsyncClient, headers: dict[str, str]) -> int:
    return int((await http.get(f"{API}/inbox/unread-count", headers=headers)).json()["unread"])


async def test_messages_come_newest_first_page_by_page(
    http: httpx2.AsyncClient, app: App, reader: Recipient, primer: dict[str, str]
) -> None:
    await tell(app, reader, 5)
    seen: list[dict[str, str]] = []
    asked = {"limit": "2"}
    for length in (2, 2, 1):
        answer = (await http.get(f"{API}/inbox", params=asked, headers=primer)).json()
        assert len(answer["items"]) == length
        seen += answer["items"]
        asked["cursor"] = answer["next"]
    assert answer["next"] is None
    assert len({one["id"] for one in seen}) == 5
    told = [datetime.fromisoformat(one["created_at"]) for one in seen]  # a whole second is written without a fraction
    assert told == sorted(told, reverse=True)


async def test_a_message_speaks_the_language_of_the_request(
    http: httpx2.AsyncClient, app: App, reader: Recipient, primer: dict[str, str]
) -> None:
    await tell(app, reader, 1)
    english = (await http.get(f"{API}/inbox", headers=primer)).json()["items"][0]
    russian = (await http.get(f"{API}/inbox", headers={**primer, "Accept-Language": "ru"})).json()["items"][0]
    assert english["subject"] == "Results published: Trial championship"
    assert russian["subject"] == "Результаты опубликованы: Пробный чемпионат"


async def test_reading_counts_once_and_stays(
    http: httpx2.AsyncClient, app: App, reader: Recipient, primer: dict[str, str]
) -> None:
    await tell(app, reader, 3)
    assert await unread(http, primer) == 3
    one = (await http.get(f"{API}/inbox", headers=primer)).json()["items"][0]["id"]
    first = await http.post(f"{API}/inbox/{one}/read", headers=primer)
    again = await http.post(f"{API}/inbox/{one}/read", headers=primer)
    assert first.json() == again.json()
    assert await unread(http, primer) == 2
    assert (await http.post(f"{API}/inbox/read-all", headers=primer)).json() == {"unread": 0}
    assert await unread(http, primer) == 0


async def test_opening_a_message_reads_it_and_leads_on(
    http: httpx2.AsyncClient, app: App, reader: Recipient, primer: dict[str, str]
) -> None:
    await tell(app, reader, 2)
    one = (await http.get(f"{API}/inbox", headers=primer)).json()["items"][0]
    page = (await http.get("/inbox", headers={**primer, "accept": "text/html"})).text
    way = f"/inbox/{one['id']}/open"
    assert f'href="{way}"' in page
    ahead = await http.get(way, headers={**primer, "sec-purpose": "prefetch;prerender"})
    assert (ahead.status_code, await unread(http, primer)) == (303, 2)
    opened = await http.get(way, headers=primer)
    assert (opened.status_code, opened.headers["location"]) == (303, one["url"])
    assert await unread(http, primer) == 1
    assert f'href="{way}"' not in (await http.get("/inbox", headers={**primer, "accept": "text/html"})).text


@pytest.mark.parametrize("use", ["consent", "invitation", "judging"])
async def test_opening_a_message_that_asks_leads_to_where_it_is_answered(
    http: httpx2.AsyncClient, app: App, reader: Recipient, primer: dict[str, str], use: Any
) -> None:
    asked = uuid4()
    await notify(app, replace(notice(reader.id), link=Link(use, asked)))
    (one,) = (await http.get(f"{API}/inbox", headers=primer)).json()["items"]
    opened = await http.get(f"/inbox/{one['id']}/open", headers=primer)
    found, token = opened.headers["location"].strip("/").split("/")
    assert (found, links.named(use, token, app.paths.link_secret)) == (use, asked)
    assert opened.headers["location"] == one["url"]


async def test_nobody_opens_the_message_of_another(
    http: httpx2.AsyncClient, app: App, reader: Recipient, primer: dict[str, str], token_issuer: TokenIssuer
) -> None:
    await record_people(app, [person(account="anna")])
    anna = token_issuer.bearer("anna", "competitor")
    await tell(app, reader, 1)
    one = (await http.get(f"{API}/inbox", headers=primer)).json()["items"][0]
    assert (await http.get(f"/inbox/{one['id']}/open", headers=anna)).status_code == 404
    assert await unread(http, primer) == 1


async def test_the_unread_count_is_real_beyond_99(
    http: httpx2.AsyncClient, app: App, reader: Recipient, primer: dict[str, str]
) -> None:
    await tell(app, reader, 120)
    assert await unread(http, primer) == 120


async def test_anothers_message_does_not_exist(
    http: httpx2.AsyncClient, app: App, reader: Recipient, token_issuer: TokenIssuer, primer: dict[str, str]
) -> None:
    await tell(app, reader, 1)
    other = person(account="drugoy")
    await record_people(app, [other])
    theirs = token_issuer.bearer("drugoy", "competitor")
    message = (await http.get(f"{API}/inbox", headers=primer)).json()["items"][0]["id"]
    assert (await http.get(f"{API}/inbox", headers=theirs)).json()["items"] == []
    assert (await http.post(f"{API}/inbox/{message}/read", headers=theirs)).status_code == 404
    assert (await http.post(f"{API}/inbox/{uuid4()}/read", headers=primer)).status_code == 404
    await http.post(f"{API}/inbox/read-all", headers=theirs)
    assert await unread(http, primer) == 1


async def test_a_letters_delivery_is_no_message_of_the_inbox(
    http: httpx2.AsyncClient, app: App, reader: Recipient, primer: dict[str, str]
) -> None:
    await tell(app, reader, 1)
    (letter,) = await app.deliveries.find_many({"channel": "email"})
    assert (await http.post(f"{API}/inbox/{letter.id}/read", headers=primer)).status_code == 404


async def test_an_account_without_a_person_has_an_empty_inbox(
    http: httpx2.AsyncClient, token_issuer: TokenIssuer
) -> None:
    anna = token_issuer.bearer("anna", "organiser")
    assert (await http.get(f"{API}/inbox", headers=anna)).json() == {"items": [], "next": None}
    assert await unread(http, anna) == 0
    problem = await http.get(f"{API}/preferences", headers=anna)
    assert problem.status_code == 404
    assert problem.json()["type"].endswith("/problems/no-person")


async def test_an_erased_persons_account_opens_nothing(
    http: httpx2.AsyncClient, app: App, reader: Recipient, primer: dict[str, str]
) -> None:
    await tell(app, reader, 1)
    await erase_person(app, reader.id)
    assert (await http.get(f"{API}/inbox", headers=primer)).json()["items"] == []


async def test_a_guardian_reads_whom_it_is_about_until_the_ward_is_erased(
    http: httpx2.AsyncClient, app: App, reader: Recipient, primer: dict[str, str]
) -> None:
    ward = person(family_name="Подопечный", birth_date=None, guardians=(reader.id,))
    await record_people(app, [ward])
    await tell(app, ward, 1)
    (message,) = (await http.get(f"{API}/inbox", headers=primer)).json()["items"]
    assert message["about_ward"]
    assert "Подопечный Пример Тестович" in message["body"]
    await erase_person(app, ward.id)
    assert (await http.get(f"{API}/inbox", headers=primer)).json()["items"] == []


@pytest.mark.parametrize(
    ("params", "where"), [({"limit": "0"}, "limit"), ({"limit": "201"}, "limit"), ({"cursor": "nowhere"}, "cursor")]
)
async def test_what_is_wrong_in_the_address_is_named(
    http: httpx2.AsyncClient, reader: Recipient, primer: dict[str, str], params: dict[str, str], where: str
) -> None:
    assert reader
    answer = await http.get(f"{API}/inbox", params=params, headers=primer)
    assert answer.status_code == 422
    (error,) = answer.json()["errors"]
    assert (error["where"], bool(error["fix"])) == (where, True)


async def test_the_inbox_is_that_of_all_records_of_the_account(
    http: httpx2.AsyncClient, app: App, reader: Recipient, primer: dict[str, str]
) -> None:
    other = person(account="primer", given_name="Иной")
    stranger = person(account="other")
    for one in (other, stranger):
        await record_people(app, [one])
    for one in (reader, other, stranger, reader):
        await tell(app, one, 1)
    assert await unread(http, primer) == 3
    items = (await http.get(f"{API}/inbox", params={"limit": "2"}, headers=primer)).json()
    rest = (await http.get(f"{API}/inbox", params={"cursor": items["next"]}, headers=primer)).json()
    found = [one["id"] for one in (*items["items"], *rest["items"])]
    theirs = {str(one.id) for one in await app.inbox.since([reader.id, other.id], None)}
    assert (len(found), set(found)) == (3, theirs)
    foreign = (await app.inbox.since([stranger.id], None))[0]
    assert (await http.post(f"{API}/inbox/{foreign.id}/read", headers=primer)).status_code == 404
    assert (await http.post(f"{API}/inbox/read-all", headers=primer)).json() == {"unread": 0}
    assert await app.inbox.unread([stranger.id]) == 1


async def test_who_judges_by_a_duty_alone_is_told_here_too_of_marks_that_are_not_sent(
    http: httpx2.AsyncClient, app: App, token_issuer: TokenIssuer
) -> None:
    """Their token names no role, and this service knows of no jury: the script looks, and says nothing where there is nothing."""
    await record_people(app, [person(account="juror")])
    page = (await http.get("/inbox", headers={**token_issuer.bearer("juror"), "accept": "text/html"})).text
    assert 'id="unsent" hidden' in page
    assert "/static/competitions/unsent.js" in page
