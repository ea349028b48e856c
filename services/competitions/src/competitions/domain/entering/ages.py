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


def must_fit(skill: Skill, entrant: Person, starts_on: date) -> None:
    """Raises WrongAge, also of who has no birth date here where the skill asks for an age."""
    if skill.youngest is None and skill.oldest is None:
        return
    age = full_years(entrant.birth_date, starts_on) if entrant.birth_date else None
    is_too_young = age is None or (skill.youngest and age < skill.youngest)
    if is_too_young or (skill.oldest and age is not None and age > skill.oldest):
        raise WrongAge(age, skill.youngest, skill.oldest, starts_on)


def needed_reason(skill: Skill, entrant: Person, starts_on: date, reason: str | None) -> str | None:
    """Why the organiser enters somebody for whom the skill is not; None where it is. Raises AgeUnexplained."""
    try:
        must_fit(skill, entrant, starts_on)
    except WrongAge as wrong:
        if reason is None or not reason.strip():
            raise AgeUnexplained(wrong) from None
        return reason
    return None
