"""Handing out certificates: what was earned becomes entries of the register."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from certificates.commands.entering import Entering, enter_all, erase_forgotten
from certificates.domain.achievement import Achievement, Award, IssuerAward, Score
from certificates.domain.codes import Coded
from certificates.domain.draft import NewEntry
from certificates.domain.holder import Holder, UnknownHolder
from certificates.domain.issuer import Issuer, UnknownIssuer
from certificates.domain.team import TeamNamed
from certificates.wiring import App
from shared.ids import derive
from shared.text import Text

Holders = Mapping[UUID, Holder | UnknownHolder]


@dataclass(frozen=True, slots=True)
class Earned:
    """An award of a published result."""

    result_id: UUID
    subject_id: UUID
    award: Award
    organisation: str
    championship_id: UUID
    championship: Text
    skill_id: UUID
    skill_number: str
    skill: Text
    score: Score
    special_category: bool
    """Of the championship."""
    team_id: UUID | None = None
    """The team whose result it is."""
    traceparent: str | None = None
    """The trace of what told of it."""

    @property
    def certificate_id(self) -> UUID:
        return certificate_id(self.result_id, self.subject_id, self.award.id)


def certificate_id(result_id: UUID, subject_id: UUID, award_id: UUID) -> UUID:
    return derive("certificate", result_id, subject_id, award_id)


async def issue_all(app: App, earned: Sequence[Earned]) -> list[UnknownIssuer | UnknownHolder | None]:
    """A certificate for each, where it has none yet and the person or the team was not erased. In the order of `earned`: why it has
    to wait, where it has to; both may still come.

    Raises as `enter_all`.
    """
    there = await app.certificates.there(one.certificate_id for one in earned)
    # Whoever entered them may have ended before it looked who was erased meanwhile.
    await erase_forgotten(app, {one.certificate_id: one.subject_id for one in earned if one.certificate_id in there})
    new = [one for one in earned if one.certificate_id not in there]
    issuers = await app.issuers.of_all({one.organisation for one in new})
    holders = await app.holders.named_all({id for one in new for id in (one.subject_id, one.team_id) if id})
    entering: dict[UUID, Entering] = {}
    waiting: dict[UUID, UnknownIssuer | UnknownHolder] = {}
    for one in new:
        try:
            entry = await _entry(app, one, issuers, holders)
        except (UnknownIssuer, UnknownHolder) as refusal:
            waiting[one.certificate_id] = refusal
        else:
            if entry is not None:
                entering[entry.id] = Entering(entry, one.traceparent)
    await enter_all(app, list(entering.values()))
    return [waiting.get(one.certificate_id) for one in earned]


async def _entry(app: App, earned: Earned, issuers: Mapping[str, Issuer], holders: Holders) -> NewEntry | None:
    """None for who was erased. Raises UnknownIssuer, UnknownHolder."""
    issuer = issuers.get(earned.organisation)
    if issuer is None:
        raise UnknownIssuer(earned.organisation)
    holder = _known(holders, earned.subject_id)
    if holder.erased:
        return None
    team = _team_of(holder, earned.team_id, holders)
    award = await _award(app, issuer.organisation, earned.award)
    score = earned.score if award.award.scored else None
    achievement = await _achievement(app, earned, award)
    return NewEntry(earned.certificate_id, earned.result_id, issuer, holder, achievement, score, team)


def _known(holders: Holders, id: UUID) -> Holder:
    """Raises UnknownHolder."""
    found = holders[id]
    if isinstance(found, UnknownHolder):
        raise found
    return found


def _team_of(holder: Holder, team_id: UUID | None, holders: Holders) -> TeamNamed | None:
    """In which it was earned, where the holder is a person and the team was not erased. Raises UnknownHolder."""
    if team_id is None or holder.team:
        return None
    team = _known(holders, team_id)
    return None if team.erased else TeamNamed(team.id, team.name)


async def _award(app: App, organisation: str, told: Award) -> IssuerAward:
    """The issuer's own, made at first sight: what is told of the same one later changes no certificate."""
    id_ = derive("award", organisation, told.id)
    if already := await app.awards.known(id_):
        return already
    number = await app.codes.code(Coded.AWARD, told.id, told.title)
    return await app.awards.add(IssuerAward(id_, organisation, number, told))


async def _achievement(app: App, earned: Earned, award: IssuerAward) -> Achievement:
    return Achievement(
        id=derive("achievement", earned.championship_id, earned.skill_id, award.id),
        earned=award,
        championship_id=earned.championship_id,
        championship=earned.championship,
        championship_code=await app.codes.code(
            Coded.CHAMPIONSHIP, earned.championship_id, earned.championship, is_hidden=earned.special_category
        ),
        skill=earned.skill,
        skill_id=earned.skill_id,
        skill_number=earned.skill_number,
        skill_code=await app.codes.code(Coded.SKILL, earned.skill_id, earned.skill),
        special_category=earned.special_category,
    )
