import asyncio
from datetime import date
from uuid import uuid4

import httpx2
import pytest
from tests.notifications.people import notice, person

from notifications.commands.notifying import notify
from notifications.commands.people import erase_person, record_people
from notifications.commands.preferences import choose, unsubscribe
from notifications.domain.deliveries import Reason, State
from notifications.domain.preferences import Category, Channel, Choice
from notifications.domain.recipients import Reader, Recipient
from notifications.domain.unsubscribing import Unsubscription
from notifications.unsubscribe_tokens import token_of
from notifications.wiring import App

API = "/api/notifications/v1"


def choice(category: str, channel: str, wanted: bool) -> dict[str, object]:
    return {"category": category, "channel": channel, "wanted": wanted}


async def test_everything_is_on_at_first_and_the_mandatory_is_marked(
    http: httpx2.AsyncClient, reader: Recipient, primer: dict[str, str]
) -> None:
    assert reader
    body = (await http.get(f"{API}/preferences", headers=primer)).json()
    assert all(one["wanted"] for one in body["choices"])
    assert {one["category"] for one in body["choices"] if one["mandatory"]} == {
        "certificate_status",
        "consents",
        "dates",
        "invitations",
    }
    assert body["quiet_hours"] is None


async def test_what_is_switched_off_is_not_sent_and_can_be_switched_on_again(
    http: httpx2.AsyncClient, app: App, reader: Recipient, primer: dict[str, str]
) -> None:
    wish = {"choices": [choice("results", "email", False)], "quiet_hours": {"start": 22, "end": 8}}
    body = (await http.put(f"{API}/preferences", json=wish, headers=primer)).json()
    assert [one for one in body["choices"] if not one["wanted"]] == [
        {"category": "results", "channel": "email", "wanted": False, "mandatory": False}
    ]
    assert body["quiet_hours"] == {"start": 22, "end": 8}
    assert (await http.get(f"{API}/preferences", headers=primer)).json() == body
    await notify(app, notice(reader.id))
    states = {one.channel: (one.state, one.reason) for one in await app.deliveries.find_many({})}
    assert states == {Channel.INBOX: (State.SENT, None), Channel.EMAIL: (State.SUPPRESSED, Reason.UNWANTED)}
    again = (await http.put(f"{API}/preferences", json={"choices": []}, headers=primer)).json()
    assert all(one["wanted"] for one in again["choices"])


async def test_the_mandatory_cannot_be_switched_off(
    http: httpx2.AsyncClient, app: App, reader: Recipient, primer: dict[str, str]
) -> None:
    wish = {"choices": [choice("results", "email", False), choice("certificate_status", "email", False)]}
    answer = await http.put(f"{API}/preferences", json=wish, headers=primer)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["where"] == "/choices"
    assert (await app.preferences.of(reader.id)).off == ()


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"choices": [choice("weather", "email", True)]},
        {"choices": [choice("results", "pigeon", True)]},
        {"choices": [], "quiet_hours": {"start": 24, "end": 8}},
        {"choices": [], "quiet_hours": {"start": 8, "end": 8}},
        {"choices": [], "more": 1},
    ],
)
async def test_a_malformed_choice_changes_nothing(
    http: httpx2.AsyncClient, reader: Recipient, primer: dict[str, str], wrong: dict[str, object]
) -> None:
    assert reader
    answer = await http.put(f"{API}/preferences", json=wrong, headers=primer)
    assert answer.status_code == 422
    assert all(one["where"].startswith("/") for one in answer.json()["errors"])


def token(reader: Recipient, app: App, category: Category = Category.RESULTS) -> str:
    return token_of(Unsubscription(reader.id, category, Channel.EMAIL), app.unsubscribe_secret)


@pytest.mark.parametrize("prefix", [API + "/unsubscribe/", "/inbox/unsubscribe/"])
async def test_one_click_switches_the_category_off_without_a_sign_in(
    http: httpx2.AsyncClient, app: App, reader: Recipient, prefix: str
) -> None:
    # What mail programs send (RFC 8058): a form, no cookie, no origin.
    for _ in range(2):
        answer = await http.post(prefix + token(reader, app), data={"List-Unsubscribe": "One-Click"})
        assert answer.status_code == 200
    assert (await app.preferences.of(reader.id)).off == (Choice(Category.RESULTS, Channel.EMAIL),)


async def test_the_pages_button_leads_to_a_page_that_says_it_is_done(
    http: httpx2.AsyncClient, app: App, reader: Recipient
) -> None:
    link, shown = f"/inbox/unsubscribe/{token(reader, app)}", {"accept": "text/html", "accept-language": "en"}
    assert "No more letters of this kind?" in (await http.get(link, headers=shown)).text
    pressed = await http.post(link, headers=shown)
    assert (pressed.status_code, pressed.headers["location"]) == (303, link)
    for _ in range(2):
        used = (await http.get(link, headers=shown)).text
        assert "You get no more letters of this kind" in used
        assert '<form method="post">' not in used
    await choose(app, Reader((reader,)), set(), None)
    assert "No more letters of this kind?" in (await http.get(link, headers=shown)).text, "they were switched on again"


async def test_first_choices_at_the_same_moment_all_count(app: App, reader: Recipient) -> None:
    categories = [one for one in Category if not one.is_mandatory]
    await asyncio.gather(*(unsubscribe(app, token(reader, app, category)) for category in categories))
    off = (await app.preferences.of(reader.id)).off
    assert {choice.category for choice in off} == set(categories)


async def test_quiet_hours_that_are_no_time_are_explained_on_the_page(
    http: httpx2.AsyncClient, app: App, reader: Recipient, primer: dict[str, str]
) -> None:
    form = {"wanted": ["results/email"], "quiet": "true", "quiet_start": "8", "quiet_end": "8"}
    answer = await http.post("/inbox/preferences", data=form, headers={**primer, "accept": "text/html"})
    assert answer.status_code == 422
    assert "begin and end at the same hour" in answer.text
    assert 'value="results/email" checked' in answer.text
    assert (await app.preferences.of(reader.id)).quiet_hours is None


async def test_a_box_is_ticked_or_not_sent(
    http: httpx2.AsyncClient, app: App, reader: Recipient, primer: dict[str, str]
) -> None:
    form = {"quiet": "yes", "quiet_start": "22", "quiet_end": "8"}
    answer = await http.post("/inbox/preferences", data=form, headers={**primer, "accept": "text/html"})
    assert answer.status_code == 422
    assert (await app.preferences.of(reader.id)).quiet_hours is None


@pytest.mark.parametrize(
    ("guarded", "said"), [(True, "your guardian gets these messages."), (False, "we know of none")]
)
async def test_a_child_is_told_who_gets_the_messages(
    http: httpx2.AsyncClient, app: App, primer: dict[str, str], guarded: bool, said: str
) -> None:
    child = person(account="primer", birth_date=date(2020, 1, 1), guardians=(uuid4(),) if guarded else ())
    await record_people(app, [child])
    for path in ("/inbox", "/inbox/preferences"):
        text = (await http.get(path, headers={**primer, "accept": "text/html"})).text
        assert said in text
        assert "There are no messages yet" not in text
        assert "Save the choice" not in text
        assert "New messages appear here by themselves." not in text


async def test_looking_at_the_link_changes_nothing(http: httpx2.AsyncClient, app: App, reader: Recipient) -> None:
    page = await http.get(f"/inbox/unsubscribe/{token(reader, app)}", headers={"Accept": "text/html"})
    assert page.status_code == 200
    assert '<form method="post"' in page.text
    assert (await http.get(f"{API}/unsubscribe/{token(reader, app)}")).status_code == 405
    assert (await app.preferences.of(reader.id)).off == ()


async def test_a_link_that_is_not_ours_is_not_valid(http: httpx2.AsyncClient, app: App, reader: Recipient) -> None:
    good = token(reader, app)
    for wrong in ("nonsense", "A" + good[1:] if good[0] != "A" else "B" + good[1:]):
        answer = await http.post(f"{API}/unsubscribe/{wrong}")
        assert answer.status_code == 404
        assert answer.json()["type"].endswith("/problems/link-invalid")


async def test_a_link_of_an_erased_person_is_not_valid(http: httpx2.AsyncClient, app: App, reader: Recipient) -> None:
    good = token(reader, app)
    await erase_person(app, reader.id)
    assert (await http.post(f"{API}/unsubscribe/{good}")).status_code == 404
    assert await app.preferences.find(reader.id) is None


async def test_a_link_for_a_mandatory_category_is_refused(
    http: httpx2.AsyncClient, app: App, reader: Recipient
) -> None:
    forged = token(reader, app, Category.CERTIFICATE_STATUS)
    assert (await http.post(f"{API}/unsubscribe/{forged}")).status_code == 422
    assert (await app.preferences.of(reader.id)).off == ()


async def test_what_is_switched_off_holds_for_every_organisation_that_keeps_the_account(
    http: httpx2.AsyncClient, app: App, reader: Recipient, primer: dict[str, str]
) -> None:
    other = person(account="primer")
    await record_people(app, [other])
    wish = {"choices": [choice("results", "email", False)], "quiet_hours": {"start": 22, "end": 8}}
    assert (await http.put(f"{API}/preferences", json=wish, headers=primer)).is_success
    later = person(account="primer")
    await record_people(app, [later])
    for one in (reader, other, later):
        await notify(app, notice(one.id))
    letters = await app.deliveries.find_many({"channel": Channel.EMAIL})
    assert [one.reason for one in letters] == [Reason.UNWANTED] * 3
    shown = (await http.get(f"{API}/preferences", headers=primer)).json()
    assert shown["quiet_hours"] == {"start": 22, "end": 8}
    assert [one["category"] for one in shown["choices"] if not one["wanted"]] == ["results"]


async def test_a_link_of_one_record_ends_the_letters_to_all_of_the_account(
    http: httpx2.AsyncClient, app: App, reader: Recipient, primer: dict[str, str]
) -> None:
    other = person(account="primer")
    stranger = person(account="other")
    for one in (other, stranger):
        await record_people(app, [one])
    await unsubscribe(app, token(reader, app))
    for one in (reader, other, stranger):
        await notify(app, notice(one.id))
    letters = {one.recipient_id: one.reason for one in await app.deliveries.find_many({"channel": Channel.EMAIL})}
    assert letters == {reader.id: Reason.UNWANTED, other.id: Reason.UNWANTED, stranger.id: None}
    shown = (await http.get(f"{API}/preferences", headers=primer)).json()
    assert [one["category"] for one in shown["choices"] if not one["wanted"]] == ["results"]
