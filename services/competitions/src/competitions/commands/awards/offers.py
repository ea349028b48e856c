"""What organisations hand out is told by the certificates service; who may hand it out is their officer."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from competitions.access import held_by, officer_of
from competitions.domain.awards.facts import Context, ContextKind, Terms
from competitions.domain.awards.offers import Offer
from competitions.domain.refusal import Unknown
from competitions.tables.occasions import named_occasion
from competitions.wiring import App
from shared.identity.principal import Forbidden, Principal


async def record_offers(app: App, told: Sequence[Offer]) -> None:
    """The newest of each, whatever order they come in. Raises Stale."""
    await app.offers.record(told)


async def own_offer(app: App, achievement_id: UUID, by: Principal) -> Offer:
    """One of the officer's organisation; another's is not told from one that is not there. Raises Unknown, Forbidden."""
    offer = await app.offers.get(achievement_id)
    if offer.organisation != officer_of(by):
        raise Unknown("achievement", achievement_id)
    return offer


async def settled(app: App, offer: Offer, terms: Terms, by: Principal) -> tuple[Terms, bool]:
    """The terms with the context's id, and whether it is of a special category.

    Raises NotOffered, LanguageNotOffered, GrantedTooLate, EndsBeforeItStarts, TitleNeeded, ChampionshipNeeded; Unknown for a
    championship of others.
    """
    offer.must_be_offered()
    offer.must_speak(terms.language)
    terms.check(app.today())
    context, is_special = terms.context, False
    match context.kind:
        case ContextKind.CHAMPIONSHIP if context.id:
            context, is_special = await _championship(app, context.id, by)
        case ContextKind.COURSE | ContextKind.EVENT if context.title:
            context = replace(context, id=named_occasion(offer.organisation, context.kind, context.title).id)
        case _:
            context = replace(context, id=None)
    return replace(terms, context=context), is_special


async def _championship(app: App, championship_id: UUID, by: Principal) -> tuple[Context, bool]:
    """What it is called and when it is held, its own events say. Raises Unknown."""
    try:
        championship = await held_by(app, championship_id, by)
    except Forbidden:
        championship = await app.championships.get(championship_id)
        if championship.organisation != by.organisation:
            raise Unknown("championship", championship_id) from None
    is_special = app.rulesets[championship.ruleset].privacy.special_category
    return Context(ContextKind.CHAMPIONSHIP, championship.id), is_special
