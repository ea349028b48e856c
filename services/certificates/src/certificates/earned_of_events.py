"""What was earned, as the events of competitions tell of it."""

from dataclasses import replace

from certificates.commands.issuing import Earned, certificate_id, granted_id
from certificates.domain.achievement import Award
from certificates.domain.context import CHAMPIONSHIP, Context, Skill
from certificates.domain.particulars import HUNDRED, NO_SCALE, Cause, Granted, Particulars, Score
from certificates.domain.wording import Module
from shared import contracts
from shared.contracts.competitions import AwardFacts, AwardGranted, ResultPublished
from shared.events import Event
from shared.mongo.told_titles import ToldChampionship, ToldSkill
from shared.text import Text


def of_result(
    event: Event[ResultPublished], championship: ToldChampionship, skill: ToldSkill, earned: contracts.Earned
) -> Earned:
    """One of the awards of a result."""
    result = event.data
    return Earned(
        certificate_id=certificate_id(result.result_id, earned.subject_id, earned.award.id),
        cause=Cause(result_id=result.result_id, revision=result.revision),
        subject_id=earned.subject_id,
        organisation=championship.organisation,
        what=_award(earned.award),
        context=_championship(championship, skill),
        score=_of_result(result),
        team_id=result.team_id,
        traceparent=event.traceparent,
    )


def of_award(event: Event[AwardGranted], championship: ToldChampionship | None) -> Earned:
    """`championship`: in which it was granted, where it was in one."""
    award = event.data
    return Earned(
        certificate_id=granted_id(award.award_id, award.revision),
        cause=Cause(award_id=award.award_id, revision=award.revision),
        subject_id=award.subject_id,
        organisation=award.organisation,
        what=award.achievement_id,
        context=_context(award, championship),
        score=_granted_score(award.facts),
        granted=Granted(award.granted_on, award.language, _particulars(award.facts)),
        traceparent=event.traceparent,
    )


def _championship(told: ToldChampionship, skill: ToldSkill | None = None) -> Context:
    return Context(
        kind=CHAMPIONSHIP,
        id=told.id,
        title=told.name,
        starts_on=told.starts_on,
        ends_on=told.ends_on,
        skill=Skill(skill.id, skill.number, skill.name) if skill else None,
        special_category=told.special_category,
    )


def _context(award: AwardGranted, championship: ToldChampionship | None) -> Context:
    told = award.context
    if championship:
        held = _championship(championship)
        return replace(held, special_category=held.special_category or award.special_category)
    return Context(
        kind=told.kind.value,
        id=told.id,
        title=Text(told.title.ru, told.title.en) if told.title else None,
        starts_on=told.starts_on,
        ends_on=told.ends_on,
        special_category=award.special_category,
    )


def _of_result(result: ResultPublished) -> Score:
    scale = NO_SCALE if result.scale_score is None else result.scale_policy
    return Score(f"{result.total:.2f}", result.scale_score, scale)


def _granted_score(facts: AwardFacts) -> Score | None:
    if facts.score is None:
        return None
    out_of = HUNDRED if facts.out_of is None else f"{facts.out_of.normalize():f}"
    return Score(f"{facts.score:.2f}", None, NO_SCALE, out_of)


def _particulars(facts: AwardFacts) -> Particulars:
    return Particulars(
        hours=facts.hours,
        result=facts.result,
        basis=facts.basis,
        level=facts.level,
        modules=tuple(Module(one.title, one.hours, one.mark) for one in facts.modules),
        evidence=facts.evidence,
    )


def _award(told: contracts.Award) -> Award:
    return Award(
        id=told.id,
        code=told.code,
        edition=told.version,
        title=Text(told.title.ru, told.title.en),
        criteria=Text(told.criteria.ru, told.criteria.en),
        scored=told.scored,
        for_taking_part=told.for_taking_part,
        whom=told.whom,
    )
