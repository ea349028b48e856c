"""An officer ticks entries of the register, or takes all that were found, looks at it first, and does it."""

import asyncio
import re
from io import BytesIO
from typing import Any, Final
from uuid import UUID, uuid4

import pytest
from openpyxl import load_workbook
from tests.certificates.playing import API, ISSUER, Play
from tests.certificates.test_issuing_pages import headers, once_of
from tests.waiting import until

from certificates.commands.acts.doing import carry_out, start, sweep_acts
from certificates.commands.acts.drafting import draft_chosen
from certificates.domain.acts.act import Act, Doing, Stage
from certificates.domain.standing import State
from shared.workbooks.writing import workbook

HOME: Final = "/issuers/region-47/register"
WHY: Final = "Протокол № 5."


async def looked_at(play: Play, doing: str, *chosen: UUID, **fields: Any) -> Any:
    """The page that says what can be done, after a form that was sent twice."""
    page = await play.http.get(HOME, headers=headers(play))
    body = {"once": once_of(page.text), "doing": doing, **{f"chosen-{one}": "on" for one in chosen}, **fields}
    answers = [await play.http.post(f"{HOME}/acts", data=body, headers=headers(play)) for _ in range(2)]
    if answers[0].status_code != 303:
        return answers[0]
    assert answers[0].headers["location"] == answers[1].headers["location"]
    return await play.http.get(answers[0].headers["location"], headers=headers(play))


async def started(play: Play, page: Any, **fields: str) -> Any:
    answer = await play.http.post(f"{page.url.path}/start", data=fields, headers=headers(play))
    return (
        await play.http.get(answer.headers["location"], headers=headers(play)) if answer.status_code == 303 else answer
    )


async def states(play: Play) -> list[str]:
    found = await play.app.certificates.find_many({}, sort=[("number.number", 1)])
    return [one.standing.state.value for one in found]


async def test_those_that_are_ticked_are_suspended_and_it_says_which_are_left_out_and_why(play: Play) -> None:
    await play.issuer()
    first, second, third = [await play.certificate() for _ in range(3)]
    why = {"reason": "Раньше.", "public": False}
    await play.http.post(f"{API}/certificates/{second}/suspension", json=why, headers=play.officer)
    page = await looked_at(play, "suspend", first, second)
    assert "It can be done with 1 entry" in page.text
    assert "Suspended already: 1" in page.text
    assert ("Ёлкина Снежана Морозовна", f"/certificates/{first}") == tuple(
        said for said in ("Ёлкина Снежана Морозовна", f"/certificates/{first}") if said in page.text
    )
    assert await states(play) == ["valid", "suspended", "valid"]
    refused = await started(play, page)
    assert (refused.status_code, 'href="#reason"' in refused.text) == (422, True)
    done = await started(play, page, reason=WHY, public="true")
    assert "Done with 1 entry" in done.text
    assert await states(play) == ["suspended", "suspended", "valid"]
    standing = (await play.app.certificates.get(first)).standing
    assert (standing.reason, standing.public, standing.by) == (WHY, True, "vera")
    listed = (await play.http.get(f"{HOME}/acts", headers=headers(play))).text
    assert WHY in listed
    assert third not in [UUID(one) for one in re.findall(r'/certificates/([0-9a-f-]{36})"', done.text)]


async def test_all_that_were_found_are_revoked_when_that_is_meant(play: Play) -> None:
    await play.issuer()
    for name in ("Ёлкина", "Ёлкина", "Сосновский"):
        await play.certificate(family_name=name)
    by = headers(play)
    search = await play.http.post(f"{HOME}/search", data={"text": "ёлк", "year": "2026"}, headers=by)
    found = search.headers["location"].rpartition("found=")[2]
    page = await looked_at(play, "revoke", which="all", found=found, year="2026")
    assert "with 2 entries" in page.text
    assert (await started(play, page, reason=WHY)).status_code == 422, "not ticked that it is meant"
    await started(play, page, reason=WHY, sure="true")
    again = await started(play, page, reason="Другой повод.", sure="true")
    assert "Done with 2 entries" in again.text
    assert await states(play) == ["revoked", "revoked", "valid"]


@pytest.mark.parametrize("doing", ["reissue", "duplicate"])
async def test_what_is_revoked_after_it_was_looked_at_is_left_out(play: Play, doing: str) -> None:
    await play.issuer()
    ids = [await play.certificate() for _ in range(2)]
    page = await looked_at(play, doing, *ids)
    why = {"reason": "Результат отменён.", "public": False}
    await play.http.post(f"{API}/certificates/{ids[0]}/revocation", json=why, headers=play.officer)
    done = await started(play, page, reason=WHY)
    assert ("Done with 1 entry" in done.text, "Revoked already: 1" in done.text) == (True, True)
    assert await states(play) == ["revoked", "superseded", "valid"]


async def test_they_are_issued_anew_with_numbers_in_their_order(play: Play) -> None:
    await play.issuer()
    ids = [await play.certificate() for _ in range(3)]
    page = await looked_at(play, "reissue", *reversed(ids))
    await started(play, page, reason=WHY)
    found = await play.app.certificates.find_many({}, sort=[("number.number", 1)])
    assert [one.number.number for one in found] == [1, 2, 3, 4, 5, 6]
    assert [one.reissued.older for one in found[3:] if one.reissued] == ids


async def test_what_was_revoked_is_in_force_again_only_where_it_was_meant_by_itself(play: Play) -> None:
    """Neither of all that were found, nor where it was revoked after somebody looked."""
    await play.issuer()
    ids = [await play.certificate() for _ in range(3)]
    why = {"reason": "Подлог.", "public": False}
    await play.http.post(f"{API}/certificates/{ids[0]}/revocation", json=why, headers=play.officer)
    pages = [await looked_at(play, doing, which="all", year="2026") for doing in ("reissue", "duplicate")]
    for page in pages:
        assert "with 2 entries" in page.text
        assert "Revoked already: 1" in page.text
    await play.http.post(f"{API}/certificates/{ids[1]}/revocation", json=why, headers=play.officer)
    for page in pages:
        assert "Revoked already: 2" in (await started(play, page, reason=WHY)).text
    assert await states(play) == ["revoked", "revoked", "superseded", "valid"]


async def test_nothing_ticked_is_said_on_the_page_and_others_do_not_get_in(play: Play) -> None:
    await play.issuer()
    id_ = await play.certificate()
    answer = await looked_at(play, "suspend")
    assert (answer.status_code, "Tick entries" in answer.text) == (422, True)
    assert (await looked_at(play, "dance", id_)).status_code == 422
    assert (await looked_at(play, "suspend", uuid4())).status_code == 422
    other = headers(play, organisation="region-50")
    await play.http.post(f"{API}/issuers", json={**ISSUER, "organisation": "region-50", "prefix": "50"}, headers=other)
    body = {"doing": "suspend", f"chosen-{id_}": "on"}
    stolen = await play.http.post("/issuers/region-50/register/acts", data=body, headers=other)
    assert (stolen.status_code, "47-2026" in stolen.text) == (422, False)
    page = await looked_at(play, "suspend", id_)
    theirs = page.url.path.replace("region-47", "region-50")
    assert (await play.http.get(page.url.path, headers=other)).status_code == 403
    assert (await play.http.get(theirs, headers=other)).status_code == 404
    assert (await play.http.post(f"{page.url.path}/start", data={"reason": WHY}, headers=other)).status_code == 403
    assert await states(play) == ["valid"]


class Killed(BaseException):
    """The process ends here."""


@pytest.mark.parametrize("doing", [Doing.REVOKE, Doing.REISSUE])
async def test_a_kill_in_the_middle_is_gone_on_with_and_nothing_is_done_twice(
    play: Play, monkeypatch: pytest.MonkeyPatch, doing: Doing
) -> None:
    await play.issuer()
    ids = [await play.certificate() for _ in range(4)]
    act = await draft_chosen(play.app, uuid4(), "region-47", doing, ids, by="olga")
    monkeypatch.setattr("certificates.commands.acts.doing.AT_ONCE", 2)
    saves = 0
    save = type(play.app.acts).save

    async def dying(store: Any, aggregate: Act, *events: Any) -> Act:
        nonlocal saves
        saves += 1
        if saves == 3:
            raise Killed
        return await save(store, aggregate, *events)

    with monkeypatch.context() as patch:
        patch.setattr(type(play.app.acts), "save", dying)
        with pytest.raises(Killed):
            await start(play.app, act, WHY, public=False, sure=True, by="olga")
    (left,) = [one async for one in play.app.acts.going()]
    assert left.reached == 2
    done = await carry_out(play.app, left)
    assert (done.stage, done.done, done.left_out) == (Stage.DONE, 4, ())
    found = await play.app.certificates.find_many({}, sort=[("number.number", 1)])
    assert [one.number.number for one in found] == list(range(1, len(found) + 1))
    assert len(found) == (8 if doing is Doing.REISSUE else 4)
    assert all(one.standing.state is not State.VALID for one in found[:4])
    assert all(len(one.history) == 1 for one in found[:4]), "each was changed once"


async def test_a_table_of_those_that_are_ticked_is_filled_in_and_brought_back(play: Play) -> None:
    await play.issuer()
    first, second = [await play.certificate() for _ in range(2)]
    page = await play.http.get(HOME, headers=headers(play))
    body = {"doing": "table", f"chosen-{first}": "on", f"chosen-{second}": "on"}
    answer = await play.http.post(f"{HOME}/acts", data=body, headers=headers(play, "ru"))
    (heading, *rows) = load_workbook(BytesIO(answer.content)).active.values  # type: ignore[union-attr]
    assert [row[:2] for row in rows] == [(f"47-2026-00000{n}", "Ёлкина Снежана Морозовна") for n in (1, 2)]
    filled = [*rows[0][:2], "Иная Снежана"]
    once, table = (
        once_of(page.text),
        workbook("Sheet", [[str(one) for one in row] for row in (heading, filled, rows[1][:2])]),
    )
    brought = await play.http.post(
        f"{HOME}/tables", data={"once": once}, files={"file": ("t.xlsx", table)}, headers=headers(play)
    )
    act = await play.http.get(brought.headers["location"], headers=headers(play))
    assert "with 1 entry" in act.text
    assert "Nothing is to be changed" in act.text
    assert "Иная Снежана" in act.text


async def test_a_long_one_is_left_to_the_worker_and_the_page_says_how_far_it_is(
    play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    await play.issuer()
    ids = [await play.certificate() for _ in range(2)]
    monkeypatch.setattr("certificates.domain.acts.act.FEW", 1)
    page = await looked_at(play, "suspend", *ids)
    going = await started(play, page, reason=WHY)
    assert "0 of 2 are done" in going.text
    assert await states(play) == ["valid", "valid"]
    working = asyncio.create_task(sweep_acts(play.app))

    async def is_done() -> bool:
        return "Done with 2 entries" in (await play.http.get(page.url.path, headers=headers(play))).text

    await until(is_done)
    working.cancel()
    assert await states(play) == ["suspended", "suspended"]


async def test_other_entries_ticked_after_going_back_are_another_act(play: Play) -> None:
    await play.issuer()
    first, second = [await play.certificate() for _ in range(2)]
    once = str(uuid4())
    one = await looked_at(play, "suspend", first, once=once)
    both = await looked_at(play, "suspend", first, second, once=once)
    assert "with 1 entry" in one.text
    assert "with 2 entries" in both.text
