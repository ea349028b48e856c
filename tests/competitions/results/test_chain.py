"""The history of marks is a chain: whatever is changed in it is seen, and erasing what people typed breaks nothing."""

import hashlib
import json
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from random import Random
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.competitions.playing import Play
from tests.competitions.unit.sheets import CHIEF, GOOD, JURY, NOON, ONE, PANEL, SHEET, newest

from competitions.domain.aspect import Judged, Measured
from competitions.domain.history.canonical import canonical
from competitions.domain.history.chain import BEGINNING, hashed, head, linked, root, spoken, without_texts
from competitions.domain.mark import Link, Mark
from competitions.domain.sheet import Sheet
from competitions.domain.signing.sheets import sign

SALT = "5a" * 32


def played() -> Sheet:
    """With a dispute, its justification, a mark that was taken back, and a correction."""
    sheet = SHEET
    steps: list[Any] = [
        lambda: sheet.enter(UUID(int=701), "A1.02", Judged((0, 2, 3), judges=PANEL), ONE, NOON, saw=None, jury=JURY),
        lambda: sheet.enter(
            UUID(int=702),
            "A1.02",
            Judged((2, 2, 3), "Looked again", PANEL),
            ONE,
            NOON,
            saw=newest(sheet, "A1.02"),
            jury=JURY,
        ),
        lambda: sheet.enter(UUID(int=703), "A1.01", Measured(True), ONE, NOON, saw=None, jury=JURY),
        lambda: sheet.withdraw(UUID(int=704), "A1.01", ONE, NOON, "Of another", saw=newest(sheet, "A1.01")),
        lambda: sheet.enter(UUID(int=705), "A1.01", GOOD["A1.01"], ONE, NOON, saw=newest(sheet, "A1.01")),
        lambda: sheet.enter(UUID(int=706), "A1.03", GOOD["A1.03"], ONE, NOON, saw=None, jury=JURY),
    ]
    for step in steps:
        sheet = linked(step()[0], SALT)
    sheet, _ = sign(sheet, ONE, NOON)
    corrected, _ = sheet.correct(
        UUID(int=707), "A1.03", Measured("4"), CHIEF, NOON, "Counted", saw=newest(sheet, "A1.03")
    )
    return linked(corrected, SALT)


def broken_at(sheet: Sheet, known: str) -> int | None:
    """The number of the first record after which the chain does not hang together, or their number where the head differs."""
    before = BEGINNING
    for number, record in enumerate(sheet.history):
        if record.link is None or record.link.before != before:
            return number
        before = head(sheet, sheet.history[: number + 1])
    return None if before == known else len(sheet.history)


@given(st.integers(0, 2**32))
def test_whatever_is_changed_breaks_the_chain(seed: int) -> None:
    chance, sheet = Random(seed), played()
    known = head(sheet)
    assert broken_at(sheet, known) is None
    at = chance.randrange(len(sheet.history))
    record = sheet.history[at]
    changes: list[dict[str, Any]] = [
        {"code": "A1.09"},
        {"id": UUID(int=99)},
        {"author": UUID(int=99)},
        {"at": record.at + timedelta(milliseconds=1)},
        {"entered_at": NOON},
        {"link": None},
    ]
    if isinstance(record, Mark):
        changes += [{"mark": record.mark + Decimal("0.01")}, {"entry": Judged((3, 3, 3), judges=PANEL)}]
        changes += [{"entry": replace(record.entry, judges=PANEL[::-1])}] if isinstance(record.entry, Judged) else []
    changed = replace(record, **chance.choice(changes))
    for history in (
        (*sheet.history[:at], changed, *sheet.history[at + 1 :]),
        (*sheet.history[:at], *sheet.history[at + 1 :]),
        (*sheet.history[:at], record, *sheet.history[at:]),
    ):
        assert broken_at(replace(sheet, history=history), known) is not None


def test_texts_that_are_erased_with_their_salts_leave_the_chain_whole() -> None:
    sheet = played()
    without = without_texts(sheet)
    assert [head(without, without.history[:number]) for number in range(8)] == [
        head(sheet, sheet.history[:number]) for number in range(8)
    ]
    assert [one.link.promise for one in without.history if one.link] == [
        one.link.promise for one in sheet.history if one.link
    ]
    left = repr(without)
    assert not any(gone in left for gone in ("Looked again", "Of another", "Counted", SALT))
    assert (without.marks.keys(), without.total) == (sheet.marks.keys(), sheet.total)
    assert isinstance(without.history[-1], Mark)
    assert without.history[-1].reason, "that it was changed after the sign-off is still in sight"
    assert without_texts(without) is without
    assert sheet.history[2].link == Link(head(sheet, sheet.history[:2])), "nothing was typed, so nothing is promised"


def test_nobody_is_named_in_what_is_hashed() -> None:
    sheet = played()
    text = " ".join(canonical(hashed(sheet, record)).decode() for record in sheet.history)
    for hidden in (
        "R-01",
        "Looked again",
        "Of another",
        "Counted",
        str(ONE.subject_id),
        str(sheet.competitor.subject_id),
    ):
        assert hidden not in text


def test_one_spelling_as_the_rfc_has_it() -> None:
    sample = {"\u20ac": 1, "\r": 2, "\ufb33": 3, "1": 4, "\U0001f600": 5, "\x80": 6, "\u00f6": 7}
    assert list(json.loads(canonical(sample))) == ["\r", "1", "\x80", "\u00f6", "\u20ac", "\U0001f600", "\ufb33"]
    assert canonical({"b": [True, None, "ё\n"], "a": -5}) == '{"a":-5,"b":[true,null,"ё\\n"]}'.encode()
    for refused in (2**53, "\ud800"):
        with pytest.raises(ValueError):  # noqa: PT011 - of two kinds
            canonical(refused)


def test_the_root_is_that_of_rfc_6962_and_is_told_in_groups() -> None:
    leaves = [hashlib.sha256(b"\x00" + canonical({"sheet": name, "head": "00"})).digest() for name in "abc"]
    pair = hashlib.sha256(b"\x01" + leaves[0] + leaves[1]).digest()
    assert root({"b": "00", "a": "00", "c": "00"}) == hashlib.sha256(b"\x01" + pair + leaves[2]).hexdigest()
    assert spoken("0123456789abcdef" * 4) == "0123 4567 89ab cdef 0123 4567 89ab cdef"


async def test_heads_are_in_the_signatures_and_in_the_published_results(play: Play) -> None:
    await play.gather()
    await play.mark_all()
    await play.sign_all()
    skill = await play.app.skills.get(UUID(play.skill))
    sheets = await play.app.sheets.all_of(skill.id)
    for sheet in sheets:
        signature = sheet.signing.last
        assert signature
        assert signature.head == head(sheet)
        assert broken_at(sheet, signature.head) is None
    signed = root({str(one.id): head(one) for one in sheets})
    assert skill.signature
    assert skill.signature.head == signed
    await play.publish("unofficial")
    await play.mark("Бетин", "B1.01", {"measurement": "3", "reason": "Counted again"}, "chief")
    await play.publish()
    told = [json.loads(event["value"])["skill_head"] for event in await play.told("results")]
    assert told[:3] == [signed] * 3
    assert len({*told[3:]} | {signed}) == 2, "a correction changes the head"
