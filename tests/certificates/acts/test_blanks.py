"""Which blank a certificate is printed on, and which are spoilt."""

import asyncio
from itertools import product
from typing import Any, Final
from uuid import UUID, uuid4

import pytest
from tests.certificates.acts.test_exporting import chosen, table
from tests.certificates.acts.test_many import HOME, WHY, looked_at, started
from tests.certificates.playing import Play
from tests.certificates.test_issuing_pages import headers, once_of

from certificates.commands.acts.doing import carry_out
from certificates.commands.acts.drafting import draft
from certificates.commands.acts.one import Paper, set_paper
from certificates.commands.blanks import put_on
from certificates.domain.acts.act import Act, Doing, Task
from certificates.domain.blanks.blank import Blank, BlankChanged, BlankTaken
from certificates.domain.blanks.record import BlankRecord, Change, Earlier, Sheets
from certificates.queries.blanks import sheets_of

SEVEN, EIGHT, NINE = (Blank("АБ", number) for number in ("7", "8", "9"))
KINDS: Final = [Doing.CORRECT_BLANKS, Doing.REPRINT]


async def on(play: Play, id_: UUID) -> Sheets:
    return (await sheets_of(play.app, [id_])).get(id_, Sheets())


async def put(
    play: Play, id_: UUID, blank: Blank | None, doing: Doing = Doing.BLANKS, by: str = "olga", change_id: Any = None
) -> None:
    stands = await on(play, id_)
    paper = Paper(doing, blank, "" if doing is Doing.BLANKS else WHY, seen=stands.on.id if stands.on else None)
    certificate = await play.app.certificates.get(id_)
    await set_paper(play.app, certificate, paper, by=by, change_id=change_id or uuid4())


async def sent(play: Play, id_: UUID, what: str, **fields: str) -> Any:
    """The form of the certificate's page, pressed twice."""
    address = f"/certificates/{id_}/blank"
    page = await play.http.get(address, params={"what": what}, headers=headers(play))
    seen = page.text.partition('name="seen" value="')[2].partition('"')[0]
    form = {"once": once_of(page.text), "what": what, "seen": seen, **fields}
    answers = [await play.http.post(address, data=form, headers=headers(play)) for _ in range(2)]
    assert [one.status_code for one in answers] == [answers[0].status_code] * 2
    return answers[0]


async def test_a_blank_that_was_typed_wrongly_is_corrected_and_it_stays_known_who_did_it_and_why(play: Play) -> None:
    await play.issuer()
    id_, other = [await play.certificate() for _ in range(2)]
    await sent(play, id_, "blanks", series="АБ", blank="7")
    page = (await play.http.get(f"/certificates/{id_}", headers=headers(play))).text
    assert "АБ 7" in page
    assert f"/certificates/{id_}/blank?what=correct-blanks" in page
    refused = await sent(play, id_, "correct-blanks", series="АБ", blank="8")
    assert (refused.status_code, 'href="#reason"' in refused.text) == (422, True)
    await sent(play, id_, "correct-blanks", series="АБ", blank="8", reason="Опечатка.")
    stands = await on(play, id_)
    assert (stands.on and stands.on.blank, stands.spoilt) == (EIGHT, ())
    history = (await play.http.get(f"/certificates/{id_}/blank", headers=headers(play))).text
    for said in ("was typed wrongly", "Опечатка.", "vera"):
        assert said in history
    await put(play, other, SEVEN)  # free again
    same = await sent(play, id_, "correct-blanks", series="аб", blank="8", reason="Строчные.")
    assert same.status_code == 303
    record = (await on(play, id_)).on
    assert record is not None
    assert (record.blank.series, [one.reason for one in record.changes]) == ("аб", ["Опечатка.", "Строчные."])
    assert "Опечатка" not in (await play.http.get(f"/certificates/{id_}")).text, "it is the register's"


async def test_a_spoilt_one_is_a_row_of_the_register_with_reason_and_day_and_stands_in_each_export(play: Play) -> None:
    await play.issuer()
    id_ = await play.certificate()
    await put(play, id_, SEVEN)
    await sent(play, id_, "reprint", series="АБ", blank="8", reason="Замят.", spoilt_on="2026-11-20")
    await sent(play, id_, "spoil", reason="Порван.")
    await sent(play, id_, "blanks", series="АБ", blank="9")
    page = await play.http.get(f"{HOME}/blanks", headers=headers(play))
    form = {"once": once_of(page.text), "series": "АБ", "blank": "10", "reason": "Залит.", "spoilt_on": "2026-11-19"}
    answers = [await play.http.post(f"{HOME}/blanks", data=form, headers=headers(play)) for _ in range(2)]
    assert [one.status_code for one in answers] == [303, 303]
    register = (await play.http.get(HOME, headers=headers(play))).text
    assert "3 spoilt blanks of" in register
    rows = (await play.http.get(HOME, params={"state": "spoilt"}, headers=headers(play))).text
    assert all(said in rows for said in (">АБ 7<", "Замят.", "Порван.", "Залит.", "vera"))
    assert f'name="chosen-{id_}"' not in rows
    whole, *spoilt = await table(play)
    assert (whole["Номер бланка"], whole["Испорченные бланки"]) == ("9", "АБ 7; АБ 8")
    assert [
        (row["Номер бланка"], row["Состояние"], row["Причина"], row["Регистрационный номер"]) for row in spoilt
    ] == [
        ("10", "испорчен", "Залит.", ""),
        ("7", "испорчен", "Замят.", ""),
        ("8", "испорчен", "Порван.", ""),
    ]
    assert [row["Номер бланка"] for row in await table(play, state="spoilt", to="2026-11-19")] == ["10"]
    assert [row["Номер бланка"] for row in await table(play, state="valid")] == ["9"]
    assert [row["Номер бланка"] for row in await table(play, blank="АБ 8")] == ["9", "8"]
    await chosen(play, ready="federal")
    lost = [(row["Номер документа"], row["Подтверждение уничтожения"]) for row in await table(play)]
    assert lost == [("9", ""), ("10", "да"), ("7", "да"), ("8", "да")]
    workbook = await play.http.get(f"{HOME}/export.xlsx", params={"year": "2026"}, headers=headers(play))
    assert workbook.status_code == 200


async def test_what_is_spoilt_is_on_no_certificate_until_somebody_says_that_it_is_not_and_why(play: Play) -> None:
    await play.issuer()
    id_ = await play.certificate()
    form = {"once": str(uuid4()), "series": "АБ", "blank": "7", "reason": "Залит."}
    await play.http.post(f"{HOME}/blanks", data=form, headers=headers(play))
    refused = await sent(play, id_, "blanks", series="аб", blank="7")
    assert (refused.status_code, "as spoilt" in refused.text) == (409, True)
    record = await play.app.blanks.of("region-47", SEVEN)
    address = f"{HOME}/blanks/{record.id}"
    assert (await play.http.post(address, data={"once": str(uuid4())}, headers=headers(play))).status_code == 422
    back = {"once": str(uuid4()), "reason": "Другой лист."}
    answers = [await play.http.post(address, data=back, headers=headers(play)) for _ in range(2)]
    assert [one.status_code for one in answers] == [303, 303]
    assert "Другой лист." in (await play.http.get(address, headers=headers(play))).text
    assert len(await table(play)) == 1
    assert (await sent(play, id_, "blanks", series="АБ", blank="7")).status_code == 303
    other = headers(play, organisation="region-50")
    assert (await play.http.get(address, headers=other)).status_code == 403


async def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_kept(play: Play) -> None:
    await play.issuer()
    for field, typed in (
        ("reason", ""),
        ("blank", ""),
        ("blank", "1" * 21),
        ("spoilt_on", "2099-01-01"),
        ("spoilt_on", "вчера"),
    ):
        form = {"once": str(uuid4()), "series": "АБ", "blank": "7", "reason": "Залит.", field: typed}
        answer = await play.http.post(f"{HOME}/blanks", data=form, headers=headers(play))
        assert (answer.status_code, f'href="#{field}"' in answer.text) == (422, True)
    assert not (await play.app.blanks.of("region-47", SEVEN)).is_kept


async def test_blanks_of_those_that_are_ticked_are_spoilt_and_who_has_none_is_left_out(play: Play) -> None:
    await play.issuer()
    first, second = [await play.certificate() for _ in range(2)]
    await put(play, first, SEVEN)
    page = await looked_at(play, "spoil", first, second)
    assert "Is on no blank yet" in page.text
    await started(play, page, reason=WHY)
    assert [str(one.blank) for one in (await on(play, first)).spoilt] == ["АБ 7"]


async def test_two_officers_at_one_blank_at_the_same_moment_one_is_told(play: Play) -> None:
    await play.issuer()
    ids = [await play.certificate() for _ in range(4)]
    came = await asyncio.gather(*(put(play, id_, SEVEN) for id_ in ids), return_exceptions=True)
    assert sum(one is None for one in came) == 1
    assert all(one is None or isinstance(one, BlankTaken) for one in came)
    assert len([id_ for id_ in ids if (await on(play, id_)).on]) == 1


@pytest.mark.parametrize("doing", KINDS)
async def test_whoever_is_told_that_it_is_taken_has_lost_nothing(play: Play, doing: Doing) -> None:
    await play.issuer()
    ours, theirs = [await play.certificate() for _ in range(2)]
    await put(play, ours, SEVEN)
    await put(play, theirs, EIGHT)
    with pytest.raises(BlankTaken):
        await put(play, ours, EIGHT, doing)
    stands = await on(play, ours)
    assert (stands.on and stands.on.blank, stands.spoilt) == (SEVEN, ())


async def test_two_officers_at_one_certificate_the_second_decides_again(play: Play) -> None:
    await play.issuer()
    id_ = await play.certificate()
    came = await asyncio.gather(put(play, id_, SEVEN), put(play, id_, EIGHT), return_exceptions=True)
    assert sorted(type(one).__name__ for one in came) == ["BlankChanged", "NoneType"]
    stands = (await on(play, id_)).on
    assert stands is not None
    lost = EIGHT if stands.blank == SEVEN else SEVEN
    assert (await play.app.blanks.of("region-47", lost)).certificate_id is None, "it may be entered"
    page = await play.http.get(f"/certificates/{id_}/blank", headers=headers(play))
    seen = page.text.partition('name="seen" value="')[2].partition('"')[0]
    await put(play, id_, NINE, Doing.REPRINT)
    form = {"once": once_of(page.text), "what": "spoil", "seen": seen, "reason": WHY}
    late = await play.http.post(f"/certificates/{id_}/blank", data=form, headers=headers(play))
    assert (late.status_code, "meanwhile" in late.text) == (409, True)
    assert ((await on(play, id_)).on or stands).blank == NINE


async def test_of_two_sheets_for_one_certificate_the_one_that_is_late_is_free_again(play: Play) -> None:
    """Both were looked at before either was entered."""
    await play.issuer()
    id_ = await play.certificate()
    entering = (
        put_on(play.app, id_, Task(id_, "1", blank=blank), Earlier.NONE, Change(uuid4(), "olga", play.app.now()))
        for blank in (SEVEN, EIGHT)
    )
    came = await asyncio.gather(*entering, return_exceptions=True)
    assert sorted(type(one).__name__ for one in came) == ["BlankChanged", "NoneType"]
    free = [await play.app.blanks.of("region-47", blank) for blank in (SEVEN, EIGHT)]
    assert sorted((one.state.value, len(one.changes)) for one in free) == [("free", 0), ("used", 1)]


async def test_a_blank_that_somebody_else_took_after_it_was_looked_at_is_refused_and_not_passed_over(
    play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    await play.issuer()
    ours, theirs = [await play.certificate() for _ in range(2)]

    async def slowly(*arguments: Any, **named: Any) -> Act:
        act = await draft(*arguments, **named)
        change = Change(uuid4(), "vera", play.app.now())
        await put_on(play.app, theirs, Task(theirs, "2", blank=SEVEN), Earlier.NONE, change)
        return act

    monkeypatch.setattr("certificates.commands.acts.one.draft", slowly)
    with pytest.raises(BlankTaken):
        await put(play, ours, SEVEN)
    assert (await on(play, ours)) == Sheets()


class Killed(BaseException):
    """The process ends here."""


async def test_a_kill_between_any_two_writes_is_gone_on_with(play: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    await play.issuer()
    for place, (doing, writes) in enumerate(product(KINDS, range(3))):
        id_, old, new = await play.certificate(), Blank("КА", str(place)), Blank("КБ", str(place))
        await put(play, id_, old)
        with monkeypatch.context() as patch:
            for write in ("save", "add"):
                patch.setattr(type(play.app.blanks), write, dying(play, write, after=writes))
            with pytest.raises(Killed):
                await put(play, id_, new, doing)
        (act,) = [one async for one in play.app.acts.going()]
        done = await carry_out(play.app, act)
        assert (done.done, done.left_out) == (1, ())
        stands = await on(play, id_)
        assert stands.on is not None
        assert (stands.on.blank, len(stands.on.changes)) == (new, 1)
        assert [one.blank for one in stands.spoilt] == ([old] if doing is Doing.REPRINT else [])
        assert len((await play.app.blanks.of("region-47", old)).changes) == 2


def dying(play: Play, write: str, after: int) -> Any:
    """The process ends instead of the write that comes after so many. A new blank is added, and two that are kept are saved."""
    left, done = (after if write == "add" else after - 1), getattr(type(play.app.blanks), write)

    async def once(store: Any, record: BlankRecord) -> Any:
        nonlocal left
        if left <= 0:
            raise Killed
        left -= 1
        return await done(store, record)

    return once


async def test_spaces_and_a_sign_before_its_number_are_the_writers(play: Play) -> None:
    await play.issuer()
    id_, other = [await play.certificate() for _ in range(2)]
    await put(play, id_, Blank("АБ", "000 123"))
    with pytest.raises(BlankTaken):
        await put(play, other, Blank("а б", "№ 000123"))
    for found in ("АБ 000 123", "аб000123", "000123", "№ 000 123"):
        assert [row["Номер бланка"] for row in await table(play, blank=found)] == ["000 123"]


async def test_blanks_are_found_by_an_index_however_long_the_register(play: Play) -> None:
    await play.app.blanks.ensure_indexes()
    queries: list[dict[str, Any]] = [
        {"organisation": "region-47", "certificate_id": {"$type": "binData"}, "written": "7"},
        {"certificate_id": {"$in": [uuid4(), uuid4()], "$type": "binData"}, "state": "spoilt"},
        {"certificate_id": {"$in": [uuid4(), uuid4()]}, "state": "used"},
    ]
    for query in queries:
        plans = (await play.app.blanks.collection.find(query).explain())["queryPlanner"]
        assert "COLLSCAN" not in str([plans["winningPlan"], *plans["rejectedPlans"]])


async def test_where_another_was_entered_after_it_was_looked_at_it_is_left_out(play: Play) -> None:
    await play.issuer()
    id_ = await play.certificate()
    await put(play, id_, SEVEN)
    page = await looked_at(play, "spoil", id_)
    await put(play, id_, EIGHT, Doing.CORRECT_BLANKS)
    assert "Somebody entered another blank meanwhile: 1" in (await started(play, page, reason=WHY)).text
    task = Task(id_, "1", blank=NINE, earlier=SEVEN)
    with pytest.raises(BlankChanged):
        await put_on(play.app, id_, task, Earlier.SPOILT, Change(uuid4(), "olga", play.app.now()))
    stands = await on(play, id_)
    assert (stands.on and stands.on.blank, stands.spoilt) == (EIGHT, ())
