"""What who is named as mentor of a team sees before they say whether they are."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from competitions.access import close_to
from competitions.domain.championship import Championship, Stage
from competitions.domain.own.mentors import MentorSaid
from competitions.domain.person import Person
from competitions.domain.registration import Registration
from competitions.domain.skill import Skill
from competitions.wiring import App
from shared.errors import LinkInvalid
from shared.identity import links
from shared.identity.principal import Principal

MENTORING = "mentoring"
"""The use of a link by which somebody says whether they are a team's mentor."""


@dataclass(frozen=True, slots=True)
class Mentoring:
    """For who holds the link: nobody of the team is named."""

    registration: Registration
    """Of a team."""
    skill: Skill
    championship: Championship
    mentor: Person

    @property
    def may_answer(self) -> bool:
        return may_say(self.registration, self.championship)


@dataclass(frozen=True, slots=True)
class OwnMentoring:
    """Of an entry that is shown to its mentor."""

    path: str
    said: MentorSaid | None
    may_answer: bool

    @property
    def waits(self) -> bool:
        return self.may_answer and self.said is None


async def mentoring(app: App, token: str) -> Mentoring:
    """Raises LinkInvalid, and Unknown where the mentor is erased."""
    entry, mentor = await mentored_entry(app, token)
    return Mentoring(
        entry,
        await app.skills.get(entry.skill_id),
        await app.championships.get(entry.championship_id),
        await app.people.get(mentor),
    )


async def mentored_entry(app: App, token: str) -> tuple[Registration, UUID]:
    """The entry, and its mentor. Raises LinkInvalid: somebody else may be the mentor now."""
    found = await app.registrations.asking_mentor(links.named(MENTORING, token, app.link_secret))
    if found is None or found.team is None or found.team.mentor is None:
        raise LinkInvalid
    return found, found.team.mentor


def own_mentoring(
    app: App, entry: Registration, championship: Championship, subjects: Collection[UUID]
) -> OwnMentoring | None:
    """None of who is not its mentor. `subjects`: the reader."""
    team = entry.team
    if team is None or team.mentor not in subjects or team.mentor_asking is None:
        return None
    path = f"/{MENTORING}/{links.token(MENTORING, team.mentor_asking, app.link_secret)}"
    return OwnMentoring(path, team.mentor_said, may_say(entry, championship))


async def readers_mentoring(
    app: App, entry: Registration, championship: Championship, by: Principal
) -> OwnMentoring | None:
    return own_mentoring(app, entry, championship, await app.people.subjects_of(by.account))


async def may_name_mentor(app: App, entry: Registration, by: Principal) -> bool:
    """The captain, or the guardian of one who is not of age. A mentor who gives way declines: then another is named."""
    return entry.team is not None and await close_to(app, entry.team.captain, by)


def may_say(entry: Registration, championship: Championship) -> bool:
    return not entry.has_ended and championship.stage is Stage.EMBARGO
