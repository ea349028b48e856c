"""For which ages a skill is, in full years on the championship's first day."""

from dataclasses import dataclass
from datetime import date

from competitions.domain.person import Person, full_years
from competitions.domain.refusal import Refusal
from competitions.domain.skill import Skill


@dataclass(eq=False)
class WrongAge(Refusal):
    """The skill is for another age."""

    age: int | None
    """None where the birth date is not known."""
    youngest: int | None
    oldest: int | None
    starts_on: date


@dataclass(eq=False)
class AgeUnexplained(Refusal):
    """The organiser may enter somebody of another age, and says why."""

    wrong: WrongAge


def wrong_age(skill: Skill, birth_date: date | None, starts_on: date) -> WrongAge | None:
    """None where the skill is for that age. A birth date that is not known is wrong where the skill asks for an age."""
    if skill.youngest is None and skill.oldest is None:
        return None
    age = full_years(birth_date, starts_on) if birth_date else None
    is_too_young = age is None or (skill.youngest is not None and age < skill.youngest)
    is_too_old = skill.oldest is not None and age is not None and age > skill.oldest
    return WrongAge(age, skill.youngest, skill.oldest, starts_on) if is_too_young or is_too_old else None


def must_fit(skill: Skill, entrant: Person, starts_on: date) -> None:
    """Raises WrongAge."""
    if wrong := wrong_age(skill, entrant.birth_date, starts_on):
        raise wrong


def needed_reason(skill: Skill, entrant: Person, starts_on: date, reason: str | None) -> str | None:
    """Why the organiser enters somebody for whom the skill is not; None where it is. Raises AgeUnexplained."""
    wrong = wrong_age(skill, entrant.birth_date, starts_on)
    if wrong is None:
        return None
    if reason is None or not reason.strip():
        raise AgeUnexplained(wrong)
    return reason
