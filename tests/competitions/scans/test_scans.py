"""A scan of what was signed: kept sealed, opened by named readers with a record of it, thrown away in time."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import httpx2
import pytest
from fastapi import FastAPI
from tests.competitions.consents.calendar import ADULT, Calendar
from tests.competitions.pages.reading import page, text
from tests.competitions.pages.test_start import awaited
from tests.competitions.playing import HOME, V1, Play
from tests.competitions.scans import made

from competitions.commands.keeping.scans import forget_ended
from competitions.domain.consents.deadlines import later
from competitions.domain.consents.scans import MOST_READINGS, Scan
from competitions.domain.duties.kinds import DutyKind
from competitions.domain.duties.roster import Grant


@pytest.fixture
def calendar(api: FastAPI, play: Play) -> Iterator[Calendar]:
    wired = play.app
    yield Calendar(api, play)
    api.state.app = play.app = wired


def reader(play: Play, organisation: str = HOME) -> dict[str, str]:
    return play.issuer.bearer("rita", "reader", organisation=organisation)


async def signed(calendar: Calendar) -> str:
    """Who signed on paper, and is entered."""
    await calendar.open()
    subject = await calendar.enter("Альфин", ADULT)
    await calendar.sign("Альфин")
    return subject


async def bring(
    play: Play, giver: str, content: bytes, *, purpose: str = "participation", expect: int = 201, key: str | None = None
) -> Any:
    path = f"{V1}/registrations/{play.registrations['Альфин']}/consents/{giver}/{purpose}/scans"
    headers = {**play.anna(), "content-type": "image/jpeg", "idempotency-key": key or str(uuid4())}
    answer = await play.http.post(path, content=content, headers=headers)
    assert answer.status_code == expect, answer.text
    return answer.json()


async def opened(play: Play, scan: str, by: dict[str, str]) -> httpx2.Response:
    return await play.http.post(f"{V1}/scans/{scan}/readings", headers=by)


async def test_a_scan_is_sealed_and_each_reading_is_on_record(calendar: Calendar) -> None:
    subject, play = await signed(calendar), calendar.play
    scan = await bring(play, subject, made.jpeg())
    assert (scan["type"], scan["pages"]) == ("jpeg", 1)
    assert (await play.get(f"/scans/{scan['id']}"))["readings"] == []
    (stored,) = await play.app.database["scan_contents"].find({}).to_list()
    assert b"\xff\xd8\xff" not in stored["sealed"]
    assert "Альфин" not in str(await play.app.database["scans"].find({}).to_list())

    assert "1 that nobody has opened" in await awaited(play, reader(play))
    refused = await opened(play, scan["id"], play.anna())
    assert refused.status_code == 403, "who brought it is not named as a reader"
    answer = await opened(play, scan["id"], reader(play))
    assert answer.status_code == 200
    assert await awaited(play, reader(play)) == ""
    assert answer.content.startswith(b"\xff\xd8\xff")
    assert answer.headers["cache-control"] == "no-store"
    assert "attachment" in answer.headers["content-disposition"]
    assert "Альфин" not in answer.headers["content-disposition"]
    assert (await opened(play, scan["id"], reader(play, "region-50"))).status_code == 403
    known = await play.get(f"/scans/{scan['id']}")
    assert [one["by"] for one in known["readings"]] == ["rita"], "who was refused has read nothing"


async def test_what_shows_nothing_that_was_entered_from_paper_is_refused(calendar: Calendar) -> None:
    subject, play = await signed(calendar), calendar.play
    refused = await bring(play, subject, made.jpeg(), purpose="image", expect=409)
    assert refused["type"].endswith("/nothing-on-paper")
    refused = await bring(play, str(uuid4()), made.jpeg(), expect=409)
    assert refused["type"].endswith("/not-asked")


@pytest.mark.parametrize("content", [b"", b"GIF89a", made.scripted(), made.bomb(), made.jpeg()[:500]])
async def test_what_is_no_scan_is_refused_and_nothing_is_kept(calendar: Calendar, content: bytes) -> None:
    subject, play = await signed(calendar), calendar.play
    refused = await bring(play, subject, content, expect=422)
    assert refused["type"].endswith("/scan-refused")
    assert refused["errors"][0]["fix"]
    assert not await play.app.scans.find_many({})
    assert not await play.app.database["scan_contents"].find({}).to_list()


async def test_the_same_request_again_keeps_one_scan(calendar: Calendar) -> None:
    subject, play = await signed(calendar), calendar.play
    key = str(uuid4())
    content = made.pdf(2)
    first, second = [await bring(play, subject, content, key=key) for _ in range(2)]
    assert first == second
    assert len(await play.app.scans.find_many({})) == 1


async def test_another_file_by_the_form_gone_back_to_is_another_scan(calendar: Calendar) -> None:
    subject, play = await signed(calendar), calendar.play
    home = f"/championships/{play.championship}/consents/{play.registrations['Альфин']}"
    once, short, long = str(uuid4()), made.pdf(1), made.pdf(2)
    paper = {"giver": subject, "purpose": "participation", "decision": "given", "once": once}
    for at, fields in ((f"{home}/scans", {"once": once, "answer": f"{subject}:participation"}), (home, paper)):
        before = len(await play.app.scans.find_many({}))
        for content in (short, short, long):
            sent = {"scan": ("x.pdf", content)}
            headers = {**play.anna(), "accept": "text/html"}
            answer = await play.http.post(at, data=fields, files=sent, headers=headers)
            assert answer.status_code == 303, text(answer.text)
        assert len(await play.app.scans.find_many({})) - before == 2, "pressed twice it is one"


@pytest.mark.parametrize("language", ["ru", "en"])
async def test_a_scan_is_added_and_opened_on_pages(calendar: Calendar, language: str) -> None:
    subject, play = await signed(calendar), calendar.play
    home = f"/championships/{play.championship}/consents"
    at = f"{home}/{play.registrations['Альфин']}/scans"
    assert "participation" in await page(play, at, play.anna(), language=language)

    async def send(content: bytes) -> httpx2.Response:
        fields = {"once": str(uuid4()), "answer": f"{subject}:participation"}
        headers = {**play.anna(), "accept": "text/html", "accept-language": language}
        return await play.http.post(at, data=fields, files={"scan": ("x.pdf", content)}, headers=headers)

    assert (await send(b"")).status_code == 422
    refused = await send(made.scripted())
    assert refused.status_code == 422
    assert {"ru": "скрипты", "en": "scripts"}[language] in refused.text
    assert (await send(made.pdf(1))).status_code == 303
    shown = await page(play, f"{at}?kept", play.anna(), language=language)
    (scan,) = await play.app.scans.find_many({})
    assert f"{home}/scans/{scan.id}" in shown
    one = f"{home}/scans/{scan.id}"
    assert "<form" not in (await page(play, one, play.anna(), language=language)).partition("<main")[2]
    assert "<form" in (await page(play, one, reader(play), language=language)).partition("<main")[2]
    answer = await play.http.post(one, headers=reader(play))
    assert answer.content.startswith(b"%PDF-")
    assert "rita" in text(await page(play, one, play.anna(), language=language))


async def test_three_years_after_its_end_the_scan_goes_and_then_the_record(calendar: Calendar) -> None:
    subject, play = await signed(calendar), calendar.play
    scan = await bring(play, subject, made.jpeg())
    await calendar.sign("Альфин", purpose="image")
    await calendar.sign("Альфин", decision="withdrawn")
    withdrawn = calendar.today
    await forget_ended(play.app)
    calendar.go(later(withdrawn, 3) - timedelta(days=1))
    await forget_ended(play.app)
    assert (await opened(play, scan["id"], reader(play))).status_code == 200
    calendar.go(later(withdrawn, 3) + timedelta(days=1))
    await forget_ended(play.app)
    assert not await play.app.scans.find_many({})
    for collection in ("scan_contents", "scan_readings"):
        assert not await play.app.database[collection].find({}).to_list()
    assert await play.app.consents.find_many({}), (
        "the consent to pictures stands for five years, and its proof three more"
    )
    calendar.go(later(withdrawn, 8) + timedelta(days=39))
    await forget_ended(play.app)
    assert await play.app.consents.find_many({})
    calendar.go(later(withdrawn, 8) + timedelta(days=42))
    await forget_ended(play.app)
    assert not await play.app.consents.find_many({})


async def test_a_content_whose_scan_never_came_is_thrown_away(calendar: Calendar) -> None:
    subject, play = await signed(calendar), calendar.play
    scan = await bring(play, subject, made.jpeg())
    await play.app.scans.put_content(uuid4(), b"sealed", calendar.today)
    await forget_ended(play.app)
    assert len(await play.app.database["scan_contents"].find({}).to_list()) == 2
    calendar.go(calendar.today + timedelta(days=2))
    await forget_ended(play.app)
    (left,) = await play.app.database["scan_contents"].find({}, {"_id": True}).to_list()
    assert left["_id"] == UUID(scan["id"])


async def test_a_scan_under_another_name_does_not_open(calendar: Calendar) -> None:
    """Whoever can write to the database alone cannot give one scan out as another."""
    subject, play = await signed(calendar), calendar.play
    one = await bring(play, subject, made.jpeg())
    known: Scan = await play.app.scans.get(UUID(one["id"]))
    other = await play.app.scans.add(replace(known, id=uuid4()))
    await play.app.scans.put_content(other.id, await play.app.scans.content(known.id), calendar.today)
    answer = await opened(play, str(other.id), reader(play))
    assert answer.status_code == 409
    assert answer.json()["type"].endswith("/seal-broken")


async def test_a_reader_finds_what_may_be_opened_and_nobody_else_finds_anything(calendar: Calendar) -> None:
    """Without an address that somebody else sent them."""
    subject, play = await signed(calendar), calendar.play
    known = await brought(play, subject)
    others = [replace(known, id=uuid4(), organisation="region-50", championship_id=uuid4()) for _ in range(2)]
    for other in others:
        await play.app.scans.add(other)
    older = await play.app.scans.add(replace(known, id=uuid4(), added_at=known.added_at - timedelta(days=1)))
    assert 'href="/scans"' in await page(play, "/", reader(play))
    shown = await page(play, "/scans", reader(play), language="en")
    assert "Альфин" in text(shown)
    at = f"/championships/{play.championship}/consents/scans"
    assert shown.index(f"{at}/{known.id}") < shown.index(f"{at}/{older.id}")
    assert not any(str(other.id) in shown for other in others)
    first = await play.get("/scans?limit=1", by=reader(play))
    second = await play.get(f"/scans?limit=1&cursor={first['next']}", by=reader(play))
    assert [one["id"] for one in (*first["items"], *second["items"])] == [str(known.id), str(older.id)]
    assert second["next"] is None
    for by in (play.anna(), reader(play, "region-51"), play.issuer.bearer("carla", "competitor")):
        assert (await play.get("/scans", by=by))["items"] == []
        assert "Альфин" not in await page(play, "/scans", by)
    assert 'href="/scans"' not in await page(play, "/", play.anna())


async def test_a_reader_of_one_championship_finds_its_scans_alone(calendar: Calendar) -> None:
    subject, play = await signed(calendar), calendar.play
    known, home = await brought(play, subject), play.championship
    await play.open()
    await play.app.scans.add(replace(known, id=uuid4(), championship_id=UUID(play.championship)))
    play.championship = home
    grant = Grant(uuid4(), DutyKind.READER, "anna", calendar.today, None, account="rolf", accepted_at=calendar.today)
    roster = await play.app.rosters.of(HOME, UUID(play.championship))
    await play.app.rosters.add(replace(roster, grants=(grant,)))
    rolf = play.issuer.bearer("rolf")
    assert [one["id"] for one in (await play.get("/scans", by=rolf))["items"]] == [str(known.id)]
    assert 'href="/scans"' in await page(play, "/", rolf)


async def test_a_scan_read_in_a_loop_stays_as_small_as_it_was_and_others_read_it(calendar: Calendar) -> None:
    subject, play = await signed(calendar), calendar.play
    known = await brought(play, subject)
    before = await play.app.database["scans"].find_one({"_id": known.id})
    for _ in range(MOST_READINGS):
        assert (await opened(play, str(known.id), reader(play))).status_code == 200
    refused = await opened(play, str(known.id), reader(play))
    assert (refused.status_code, refused.json()["type"].rpartition("/")[2]) == (409, "read-too-often")
    assert refused.json()["errors"][0]["fix"]
    calendar.go(calendar.today + timedelta(minutes=1))
    other = play.issuer.bearer("rolf", "reader", organisation=HOME)
    assert (await opened(play, str(known.id), other)).status_code == 200
    assert await play.app.database["scans"].find_one({"_id": known.id}) == before
    readings = (await play.get(f"/scans/{known.id}"))["readings"]
    assert Counter(one["by"] for one in readings) == {"rita": MOST_READINGS, "rolf": 1}
    assert readings[0]["by"] == "rolf", "the newest first"
    at = f"/championships/{play.championship}/consents/{play.registrations['Альфин']}/scans"
    assert f"read {MOST_READINGS + 1} times" in text(await page(play, at, play.anna(), language="en"))
    calendar.go(calendar.today + timedelta(days=1, minutes=1))
    assert (await opened(play, str(known.id), reader(play))).status_code == 200


async def brought(play: Play, subject: str) -> Scan:
    return await play.app.scans.get(UUID((await bring(play, subject, made.jpeg()))["id"]))
