"""Who starts: what is said of a competitor, and what a signature stands for."""

from datetime import UTC, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from competitions.domain.entering.absences import Absence, AbsenceKind, AbsenceUnexplained, Return
from competitions.domain.expert import Duty, Expert
from competitions.domain.registration import NotConfirmed, Registration
from competitions.domain.skill import Skill
from shared.text import Text

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
ENTRANT = Registration(UUID(int=2), UUID(int=1), UUID(int=3), UUID(int=4), "R-01")
COMPETITOR = ENTRANT.confirm(NOON)
CHIEF = Expert(UUID(int=9), "R-90", Duty.CHIEF)
ABSENCES = st.builds(
    Absence, st.sampled_from(AbsenceKind), st.sampled_from(["Did not come", "Left on day 2"]), st.just(NOON), st.none()
)


@given(st.lists(ABSENCES | st.just(Return(NOON, None)), max_size=12))
def test_the_last_word_counts_and_none_is_forgotten(said: list[Absence | Return]) -> None:
    registration, kept = COMPETITOR, 0
    for one in said:
        before = registration
        registration = registration.miss(one) if isinstance(one, Absence) else registration.come_back(one)
        assert registration.absences[: len(before.absences)] == before.absences
        kept += registration is not before
        assert registration.is_starter is isinstance(one, Return)
    assert len(registration.absences) == kept


def test_only_a_competitor_is_absent_and_with_a_reason() -> None:
    with pytest.raises(NotConfirmed):
        ENTRANT.miss(Absence(AbsenceKind.ABSENT, "Did not come", NOON, None))
    with pytest.raises(AbsenceUnexplained):
        COMPETITOR.miss(Absence(AbsenceKind.ABSENT, " ", NOON, None))


@given(st.sets(st.uuids(), max_size=4), st.sets(st.uuids(), max_size=4))
def test_a_signature_stands_for_its_starters_alone(signed: set[UUID], now: set[UUID]) -> None:
    skill = Skill(UUID(int=1), UUID(int=2), "01", Text("Ремесло", "Craft"), marking_started_at=NOON)
    assert not skill.is_signed_for(now)
    skill, signature = skill.sign(CHIEF, NOON, (), 0, tuple(signed))
    assert signature
    assert skill.is_signed_for(now) is (signed == now)
    _, again = skill.sign(CHIEF, NOON, (), 0, tuple(now))
    assert (again is None) is (signed == now)
