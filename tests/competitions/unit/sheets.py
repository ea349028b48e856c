"""Sheets, experts and entries for property tests."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from uuid import UUID

from hypothesis import strategies as st

from competitions.domain.aspect import Entry, Judged, Measured, Rule
from competitions.domain.expert import Duty, Expert
from competitions.domain.measurement import NumberCompleted
from competitions.domain.sheet import Competitor, Sheet

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
RULES = (
    Rule("A1.01", "M", Decimal("1.00")),
    Rule("A1.02", "J", Decimal("2.00")),
    Rule("A1.03", "M", Decimal("0.50"), NumberCompleted(4), partial=True),
)
CODES = tuple(rule.code for rule in RULES)
ONE = Expert(UUID(int=1), "R-91")
TWO = Expert(UUID(int=2), "R-92")
CHIEF = Expert(UUID(int=3), "R-90", Duty.CHIEF)
COMPATRIOT = Expert(UUID(int=4), "R-01")
JURY = (CHIEF, ONE, TWO, COMPATRIOT)
PANEL = (ONE.subject_id, TWO.subject_id, CHIEF.subject_id)


def judged(scores: tuple[int, ...], why: str | None = None, judges: tuple[UUID, ...] = PANEL) -> Judged:
    return Judged(scores, why, judges)


SHEET = Sheet(
    UUID(int=100), UUID(int=101), UUID(int=102), "A1", Competitor(UUID(int=103), UUID(int=104), "R-01"), RULES
)
GOOD: dict[str, Entry] = {"A1.01": Measured(True), "A1.02": judged((2, 2, 3)), "A1.03": Measured("3")}


def later(minutes: float) -> datetime:
    return NOON + timedelta(minutes=minutes)


def newest(sheet: Sheet, code: str) -> UUID | None:
    """What an expert saw who has just looked at the sheet."""
    record = sheet.newest.get(code)
    return record.id if record else None


def filled(sheet: Sheet = SHEET) -> Sheet:
    for number, (code, entry) in enumerate(GOOD.items()):
        sheet, _ = sheet.enter(UUID(int=900 + number), code, entry, ONE, NOON, saw=newest(sheet, code), jury=JURY)
    return sheet


SCORES = st.tuples(*[st.integers(-1, 4)] * 3)
JUSTIFICATIONS = st.sampled_from([None, " ", "We looked again"])
PANELS = st.permutations([one.subject_id for one in JURY]).map(lambda jury: tuple(jury[:3]))
ENTRIES = st.one_of(
    st.booleans().map(Measured),
    st.integers(-1, 6).map(lambda count: Measured(str(count))),
    st.builds(judged, SCORES, JUSTIFICATIONS),
    st.builds(judged, st.just((2, 2, 3)), judges=PANELS),
)
STEPS = st.lists(
    st.tuples(
        st.integers(0, 30),
        st.sampled_from([*CODES, "A1.99"]),
        ENTRIES,
        st.sampled_from([ONE, TWO, CHIEF, COMPATRIOT]),
        st.sampled_from(["enter", "withdraw", "correct", "sign"]),
    ),
    max_size=25,
)
