"""What an organiser has to do until the results are published: what is done, what is next, and what waits for something else."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from competitions.domain.championship import Championship, Stage


class Group(StrEnum):
    PREPARATION = "preparation"
    ENTRIES = "entries"
    HOLDING = "holding"


class State(StrEnum):
    DONE = "done"
    TODO = "todo"
    LATER = "later"
    """Something else comes first."""
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Task:
    name: str
    group: Group
    state: State
    left: int = 0
    """How many things are still to be done in it; 0 where that cannot be counted."""
    after: str | None = None
    """The task that comes first, where this one has to wait."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What there is of a championship. Skills are those that are held."""

    is_organisation_named: bool = False
    """The organisation has said who it is: texts of consents and letters name it so."""
    skills: int = 0
    without_scheme: int = 0
    without_chief: int = 0
    entrants: int = 0
    """Not confirmed yet."""
    without_consent: int | None = 0
    """Of those who are not confirmed; None where the rules ask for no consent."""
    competitors: int = 0
    members: int = 0
    unlisted_members: int = 0
    entered_skills: int = 0
    """With somebody who starts: those without hold up nobody."""
    marked_skills: int = 0
    """Of these, the ones whose marking has begun."""
    signed_skills: int = 0


def checklist(championship: Championship, facts: Facts, at: datetime) -> tuple[Task, ...]:
    """In the order in which one would do it."""
    return (*_preparation(championship, facts), *_entries(championship, facts, at), *_holding(championship, facts))


def next_task(tasks: tuple[Task, ...], *, is_held: bool) -> Task | None:
    """What is late comes first, then the first that can be done. `is_held`: marking has begun, so that it goes before all else."""
    todo = [task for task in tasks if task.state is State.TODO]
    late = [task for task in tasks if task.state is State.LATE]
    holding = [task for task in todo if is_held and task.group is Group.HOLDING]
    return next(iter([*late, *holding, *todo]), None)


def _preparation(championship: Championship, facts: Facts) -> Iterator[Task]:
    group = Group.PREPARATION
    given = (championship.venues, championship.contact, championship.deadlines.entries_close)
    yield _counted("plan", group, sum(not one for one in given))
    yield Task("skills", group, State.DONE if facts.skills else State.TODO)
    yield _counted("members", group, facts.unlisted_members, is_begun=bool(facts.members))
    yield Task("about", group, State.DONE if championship.about else State.TODO)
    yield Task("organisation", group, State.DONE if facts.is_organisation_named else State.TODO)


def _entries(championship: Championship, facts: Facts, at: datetime) -> Iterator[Task]:
    group = Group.ENTRIES
    yield _announcement(championship, facts, at)
    if facts.skills:
        yield _counted("jury", group, facts.without_chief)
        yield _counted("schemes", group, facts.without_scheme)
        if facts.without_consent is not None:
            yield _consents(championship, facts, at)
        yield _counted("entries", group, facts.entrants, is_begun=bool(facts.competitors))
    else:
        asked = ("consents",) if facts.without_consent is not None else ()
        yield from (Task(name, group, State.LATER, after="skills") for name in ("jury", "schemes", *asked, "entries"))
    yield _closing(championship, at)


def _announcement(championship: Championship, facts: Facts, at: datetime) -> Task:
    if championship.announced_at:
        return Task("announce", Group.ENTRIES, State.DONE)
    if not facts.skills or championship.contact is None:
        return Task("announce", Group.ENTRIES, State.LATER, after="plan" if facts.skills else "skills")
    opening = championship.deadlines.entries_open
    return Task("announce", Group.ENTRIES, State.LATE if opening and opening <= at else State.TODO)


def _consents(championship: Championship, facts: Facts, at: datetime) -> Task:
    left, due = facts.without_consent or 0, championship.deadlines.consents_due
    if not facts.entrants and not facts.competitors:
        return Task("consents", Group.ENTRIES, State.TODO)
    if left and due and due <= at:
        return Task("consents", Group.ENTRIES, State.LATE, left)
    return _counted("consents", Group.ENTRIES, left)


def _closing(championship: Championship, at: datetime) -> Task:
    """The deadline closes entries by itself."""
    deadline = championship.deadlines.entries_close
    is_over = championship.stage is not Stage.EMBARGO or (deadline is not None and deadline <= at)
    if championship.announced_at is None:
        return Task("close", Group.ENTRIES, State.LATER, after="announce")
    return Task("close", Group.ENTRIES, State.DONE if championship.entries_closed_at or is_over else State.TODO)


def _holding(championship: Championship, facts: Facts) -> Iterator[Task]:
    group = Group.HOLDING
    if not facts.entered_skills:
        yield from (Task(name, group, State.LATER, after="entries") for name in ("marking", "sign-off", "publication"))
        return
    yield _counted("marking", group, facts.entered_skills - facts.marked_skills)
    unsigned = facts.entered_skills - facts.signed_skills
    if unsigned and not facts.marked_skills:
        yield Task("sign-off", group, State.LATER, after="marking")
    else:
        yield _counted("sign-off", group, unsigned)
    if championship.stage is not Stage.EMBARGO:
        yield Task("publication", group, State.DONE)
    elif unsigned:
        yield Task("publication", group, State.LATER, after="sign-off")
    else:
        yield Task("publication", group, State.TODO)


def _counted(name: str, group: Group, left: int, *, is_begun: bool = True) -> Task:
    return Task(name, group, State.TODO if left or not is_begun else State.DONE, left)
