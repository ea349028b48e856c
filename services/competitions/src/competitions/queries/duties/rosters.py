"""The roster of the organisation for which somebody acts, or of a championship that they hold."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from competitions.access import held_by, may_give_access, organises
from competitions.domain.championship import Championship
from competitions.domain.duties.kinds import OF_CHAMPIONSHIP, OF_ORGANISATION, DutyKind
from competitions.domain.duties.roster import DutyOver, Grant, Roster
from competitions.domain.person import Person
from competitions.queries.people import INVITATION
from competitions.wiring import App
from shared.identity import links
from shared.identity.principal import Forbidden, Principal, Role


@dataclass(frozen=True, slots=True)
class ShownRoster:
    roster: Roster
    championship: Championship | None
    people: Mapping[UUID, Person]
    """Those of its grants who are not erased."""
    givers: Mapping[str, str]
    """Names by account, of those whom the organisation keeps."""
    givable: Sequence[DutyKind]
    """What who looks may give and take back."""
    lets_programs_in: bool
    """Whether who looks may."""

    @property
    def held(self) -> Sequence[Grant]:
        return [one for one in self.roster.grants if one.is_held]

    @property
    def offered(self) -> Sequence[Grant]:
        return [one for one in self.roster.grants if one.is_offered]

    @property
    def declined(self) -> Sequence[Grant]:
        """To whom nothing was offered again since."""
        latest = {(one.subject_id, one.what): one for one in sorted(self.roster.grants, key=lambda one: one.given_at)}
        return [one for one in latest.values() if one.is_declined]

    @property
    def over(self) -> Sequence[Grant]:
        """The last ones first."""
        ended = [one for one in self.roster.grants if one.ended_at]
        return sorted(ended, key=lambda one: one.ended_at or one.given_at, reverse=True)

    def name_of(self, grant: Grant) -> str | None:
        """None of who is erased."""
        if grant.program:
            return grant.program
        person = self.people.get(grant.subject_id) if grant.subject_id else None
        return person.full_name if person else None

    def giver_of(self, grant: Grant) -> str:
        """The name, where the organisation keeps one for the account; else the account."""
        return self.givers.get(grant.given_by, grant.given_by)


async def roster_of(app: App, championship_id: UUID | None, by: Principal) -> tuple[Roster, Championship | None]:
    """Raises Unknown, Forbidden."""
    if championship_id is not None:
        championship = await held_by(app, championship_id, by)
        return await app.rosters.of(championship.organisation, championship.id), championship
    if by.organisation is None or not may_give_access(by):
        raise Forbidden
    return await app.rosters.of(by.organisation), None


async def shown_roster(app: App, championship_id: UUID | None, by: Principal) -> ShownRoster:
    """`championship_id`: None for the roster of the organisation. Raises Unknown, Forbidden."""
    roster, championship = await roster_of(app, championship_id, by)
    people = await app.people.by_id(one.subject_id for one in roster.grants if one.subject_id)
    givers = await app.people.names_of({one.given_by for one in roster.grants}, roster.organisation)
    return ShownRoster(roster, championship, people, givers, givable(roster, by), lets_programs_in(roster, by))


def givable(roster: Roster, by: Principal) -> Sequence[DutyKind]:
    """Nobody gives or takes back what they do not have: officers are let in by officers, all others by organisers."""
    if roster.championship_id is not None:
        is_organiser = organises(by, roster.organisation) or by.has_in(roster.championship_id, Role.ORGANISER)
        return OF_CHAMPIONSHIP if is_organiser else ()
    is_organiser, is_officer = organises(by, roster.organisation), by.has(Role.OFFICER)
    return [kind for kind in OF_ORGANISATION if (is_officer if kind is DutyKind.OFFICER else is_organiser)]


def lets_programs_in(roster: Roster, by: Principal) -> bool:
    """A program acts without anybody's yes: in a championship too it is let in by who answers for the organisation."""
    return roster.championship_id is None or organises(by, roster.organisation)


@dataclass(frozen=True, slots=True)
class Offer:
    """What an invitation asks of whom."""

    grant: Grant
    roster: Roster
    championship: Championship | None
    person: Person


async def offer_of(app: App, token: str) -> Offer | None:
    """None where the link is for something else than a duty. Raises LinkInvalid, DutyOver."""
    id = links.named(INVITATION, token, app.link_secret)
    roster = await app.rosters.with_grant(id)
    if roster is None:
        return None
    grant = roster.grant(id)
    person = await app.people.find(grant.subject_id) if grant.subject_id else None
    if person and person.merged_into:
        person = await app.people.find(person.merged_into)
    if person is None or person.erased_at:
        raise DutyOver
    grant.must_hold(person.email, app.now())
    championship = await app.championships.find(roster.championship_id) if roster.championship_id else None
    return Offer(grant, roster, championship, person)
