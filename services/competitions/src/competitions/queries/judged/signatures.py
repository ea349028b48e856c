"""Who has signed what of a skill, who is missing, and which signatures were taken back."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from competitions.domain.sheet import Sheet
from competitions.domain.signature import TakenBack
from competitions.domain.signing.form import Reopening
from competitions.domain.signing.rules import Signers
from competitions.queries.entering.naming import named
from competitions.queries.marking import SkillMarking, SubCriterionMarking, name_of
from competitions.wiring import App


@dataclass(frozen=True, slots=True)
class SubCriterionSigning:
    marking: SubCriterionMarking
    awaited: tuple[str, ...]
    """The names of those who still have to sign; where one signs for all, of those who may."""
    may_sign: bool
    """Whether it awaits the signature of who looks, and can be signed now."""


@dataclass(frozen=True, slots=True)
class Reopened:
    """A form, or aspects of it, that were given back to the team."""

    sheet: Sheet
    reopening: Reopening
    competitor: str


@dataclass(frozen=True, slots=True)
class SkillTakenBack:
    taken_back: TakenBack
    signer: str
    by: str | None
    """None: the organiser."""


@dataclass(frozen=True, slots=True)
class Signatures:
    signers: Signers
    sub_criteria: tuple[SubCriterionSigning, ...]
    reopened: tuple[Reopened, ...]
    """The newest first."""
    taken_back: tuple[SkillTakenBack, ...]
    """Of the whole skill, the newest first."""
    names: Mapping[UUID, str]

    @property
    def to_sign(self) -> tuple[SubCriterionSigning, ...]:
        return tuple(one for one in self.sub_criteria if one.may_sign)

    def of(self, code: str) -> SubCriterionSigning:
        return next(one for one in self.sub_criteria if one.marking.definition.code == code)


async def signatures_of(app: App, marking: SkillMarking) -> Signatures:
    skill = marking.skill
    sheets = await app.sheets.reopened(skill.id)
    names = await _names(app, marking, sheets)
    reopened = (
        Reopened(sheet, one, names[sheet.competitor.subject_id]) for sheet in sheets for one in sheet.signing.reopenings
    )
    return Signatures(
        app.rulesets[marking.championship.ruleset].signing.sub_criteria,
        tuple(_signing(marking, one, names) for one in marking.sub_criteria),
        tuple(sorted(reopened, key=lambda one: one.reopening.at, reverse=True)),
        tuple(
            SkillTakenBack(one, names[one.signature.by], names[one.by] if one.by else None)
            for one in reversed(skill.taken_back)
        ),
        names,
    )


async def _names(app: App, marking: SkillMarking, sheets: Iterable[Sheet]) -> Mapping[UUID, str]:
    asked = {one.subject_id for one in marking.skill.experts}
    for sheet in sheets:
        asked.add(sheet.competitor.subject_id)
        for one in sheet.signing.reopenings:
            asked |= {one.by, *(signature.by for signature in one.taken_back)}
    for back in marking.skill.taken_back:
        asked |= {back.signature.by, *([back.by] if back.by else [])}
    asked |= {signer for one in marking.sub_criteria for signer in one.progress.signed_by}
    asked |= {expert for team in marking.skill.teams.values() for expert in team}
    people = await named(app, asked)
    return {id: name_of(people.get(id)) for id in asked}


def _signing(marking: SkillMarking, one: SubCriterionMarking, names: Mapping[UUID, str]) -> SubCriterionSigning:
    progress, skill, expert = one.progress, marking.skill, marking.expert
    team: Sequence[UUID] = skill.teams.get(progress.code, ()) or [each.subject_id for each in skill.experts]
    left = () if progress.is_signed else tuple(names[id] for id in team if id not in progress.signed_all)
    may_sign = (
        expert is not None
        and (expert.subject_id in team or (expert.leads and not progress.by_each))
        and expert.subject_id not in progress.signed_all
        and progress.is_complete
        and not progress.is_signed
        and not marking.without_sheets
    )
    return SubCriterionSigning(one, left, may_sign=may_sign)
