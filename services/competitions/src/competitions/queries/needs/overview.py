"""For named readers: in which entries something is asked for. What it is is read entry by entry, or for the venue."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from competitions.domain.championship import Championship
from competitions.domain.consents.records import ConsentState
from competitions.domain.needs.asked import Forgotten
from competitions.domain.needs.whose import kept_under
from competitions.domain.registration import Registration
from competitions.domain.skill import Skill
from competitions.queries.consents import ConsentsOfPerson, entered_people
from competitions.queries.needs.access import asks_needs, consent_in, read_by, which_of
from competitions.store.needs import Headline
from competitions.wiring import App
from shared.identity.principal import Principal, Role

MOST_HELD = 200
"""Championships of one organisation that are looked through."""


@dataclass(frozen=True, slots=True)
class NeedsRow:
    headline: Headline
    registration: Registration
    skill: Skill
    subject_id: UUID
    name: str
    consent: ConsentState

    @property
    def which(self) -> str:
        """After the entry's address: which of a team's members it is."""
        return which_of(self.registration, self.subject_id)

    @property
    def order(self) -> tuple[bool, str, int, UUID]:
        """What waits for an answer comes first."""
        waits = self.consent is ConsentState.GIVEN and self.headline.open > 0
        return (not waits, self.skill.number, self.registration.sequence, self.headline.id)


@dataclass(frozen=True, slots=True)
class Overview:
    championship: Championship
    is_asked: bool
    rows: Sequence[NeedsRow]
    after: UUID | None
    """Where the next part begins; None at the end."""
    total: int
    waiting: int
    """People to whom something can be answered, and is not."""
    acts: Sequence[tuple[UUID, Forgotten]]
    """Entries whose needs are erased, the newest first."""


async def overview(app: App, championship_id: UUID, by: Principal, *, limit: int, after: UUID | None) -> Overview:
    """Nothing of what was asked is opened, so this is no reading. Raises Unknown, Forbidden."""
    championship = await read_by(app, championship_id, by)
    kept = {one.id: one for one in await app.needs.headlines(championship_id)}
    people = await entered_people(app, championship, {one.subject_id for one in kept.values() if one.subject_id})
    skills = {skill.id: skill for skill in await app.skills.of(championship_id)}
    rows = sorted((row for one in people for row in _rows(one, kept, skills)), key=lambda row: row.order)
    places = [row.headline.id for row in rows]
    start = places.index(after) + 1 if after in places else 0
    part = rows[start : start + limit]
    return Overview(
        championship,
        asks_needs(app, championship),
        part,
        part[-1].headline.id if start + limit < len(rows) else None,
        len(rows),
        sum(not row.order[0] for row in rows),
        await app.needs.acts(championship_id),
    )


def _rows(person: ConsentsOfPerson, kept: Mapping[UUID, Headline], skills: Mapping[UUID, Skill]) -> Sequence[NeedsRow]:
    one = person.person
    return [
        NeedsRow(kept[id], entry, skills[entry.skill_id], one.id, one.full_name, consent_in(person))
        for entry in person.entries
        if (id := kept_under(entry, one.id)) in kept
    ]


async def readable_championships(app: App, by: Principal) -> Sequence[Championship]:
    """Those that are prepared, of which somebody may read what people need, the newest first."""
    named = {
        duty.championship_id for duty in by.in_championships if duty.role is Role.NEEDS_READER and duty.championship_id
    }
    found = {one.id: one for one in await app.championships.some(named)}
    if by.organisation is not None and by.has(Role.NEEDS_READER):
        found |= {one.id: one for one in await app.championships.going_on(by.organisation, limit=MOST_HELD)}
    asking = [one for one in found.values() if asks_needs(app, one)]
    return sorted(asking, key=lambda one: (one.starts_on, one.id), reverse=True)
