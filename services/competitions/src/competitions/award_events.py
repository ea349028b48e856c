"""What the others are told of an award: ids and facts, no name."""

from competitions.domain.awards.award import Award
from competitions.domain.awards.facts import Context, Facts
from competitions.event_shapes import text_shape
from shared.contracts import competitions as contract
from shared.events import Event, event
from shared.ids import derive


def granted(award: Award) -> Event[contract.AwardGranted]:
    data = contract.AwardGranted(
        award_id=award.id,
        revision=award.revision,
        organisation=award.organisation,
        achievement_id=award.achievement_id,
        achievement_version=award.achievement_edition,
        subject_id=award.subject_id,
        granted_on=award.granted.granted_on,
        language=award.granted.language,
        context=_context(award.granted.context),
        facts=_facts(award.granted.facts),
        special_category=award.special_category,
    )
    return event(data, id=derive(award.id, data.type, str(award.revision)), at=award.at)


def _context(context: Context) -> contract.AwardContext:
    return contract.AwardContext(
        kind=contract.ContextKind(context.kind.value),
        id=context.id,
        title=text_shape(context.title) if context.title else None,
        starts_on=context.starts_on,
        ends_on=context.ends_on,
    )


def _facts(facts: Facts) -> contract.AwardFacts:
    return contract.AwardFacts(
        hours=facts.hours,
        score=facts.score,
        out_of=facts.out_of,
        result=facts.result,
        basis=facts.basis,
        level=facts.level,
        modules=tuple(contract.AwardModule(title=one.title, hours=one.hours, mark=one.mark) for one in facts.modules),
        evidence=facts.evidence,
    )
