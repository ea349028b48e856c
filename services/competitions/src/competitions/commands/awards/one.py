"""One award, granted by an officer or by another system."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from competitions.access import kept_record
from competitions.commands.awards.before import Asked, granted_before, holder_of
from competitions.commands.awards.keeping import Newcomer, keep_people, write_awards
from competitions.commands.awards.naming import award_id
from competitions.commands.awards.offers import own_offer, settled
from competitions.domain.awards.award import Award, GrantedBefore, KeyOfAnother
from competitions.domain.awards.facts import ContextKind, Facts, Granted, PaperConsent, Terms
from competitions.domain.awards.offers import Offer
from competitions.domain.awards.rows import KeptOtherwise, Namesake, Recipient, matched
from competitions.domain.entering.guardians import Guardian
from competitions.domain.entering.search import fold
from competitions.domain.person import NotYetBorn, Person
from competitions.domain.records.merging import is_meant
from competitions.domain.refusal import Refusal
from competitions.wiring import App
from shared.identity.principal import Principal
from shared.ids import derive


@dataclass(eq=False)
class WhoIsMeant(Refusal):
    """People of this name are kept, and it is not certain that it is one of them."""

    candidates: Sequence[Namesake]
    quotes_people: ClassVar = True


@dataclass(eq=False)
class GrantedOtherwise(Refusal):
    """It was granted before with other facts, and nobody has said that these are to be corrected."""

    differing: Sequence[str]


@dataclass(eq=False)
class FactsMissing(Refusal):
    """The achievement wants facts that are not said."""

    names: Sequence[str]


@dataclass(eq=False)
class ScoreTooHigh(Refusal):
    """It is more than there is to reach."""


@dataclass(eq=False)
class RecipientNeeded(Refusal):
    """Either somebody who is kept is named, or who is to be: not both, and not nobody."""


@dataclass(frozen=True, slots=True)
class Wish:
    achievement_id: UUID
    terms: Terms
    facts: Facts
    subject_id: UUID | None = None
    """Of who is kept; else `recipient`."""
    recipient: Recipient | None = None
    is_another: bool = False
    """Nobody of the same name that is kept is meant."""
    is_further: bool = False
    """What the same request has granted before, filled in otherwise, stands beside this."""
    key: str | None = None
    consent: PaperConsent | None = None
    correct: bool = False


async def grant(app: App, new: UUID, wish: Wish, by: Principal) -> Award:
    """`new`: of the request, by which a repeat finds whom it brought.

    Raises Unknown, Forbidden, NotOffered, LanguageNotOffered, GrantedTooLate, EndsBeforeItStarts, TitleNeeded,
    ChampionshipNeeded, FactsMissing, ScoreTooHigh, RecipientNeeded, NotYetBorn, WhoIsMeant, KeptOtherwise, GrantedOtherwise,
    KeyOfAnother, GrantedBefore.
    """
    offer = await own_offer(app, wish.achievement_id, by)
    terms, is_special = await settled(app, offer, wish.terms, by)
    _check_facts(offer, terms, wish.facts)
    granted = Granted(terms.granted_on, terms.language, terms.context, wish.facts, wish.consent)
    subject_id, newcomer = await _meant(app, offer, granted, new, wish)
    [before] = await granted_before(app, offer, [Asked(subject_id, granted, wish.key)])
    if before:
        if not before.is_theirs:
            raise KeyOfAnother(wish.key or "")
        if (differing := before.award.granted.differing(granted)) and not wish.correct:
            raise GrantedOtherwise(differing)
    id = before.award.id if before else award_id(offer, subject_id, terms.context, terms.granted_on, wish.key)
    others = [one for one in await app.awards.of_request(new) if one.id != id]
    if others and not wish.is_further:
        raise GrantedBefore(others[0])
    if newcomer:
        await keep_people(app, offer.organisation, [newcomer], by.account)
    award = Award(
        id,
        offer.organisation,
        offer.id,
        offer.edition,
        before.award.subject_id if before else subject_id,
        granted,
        by.account,
        app.now(),
        special_category=is_special,
        request_id=new,
    )
    stands = (await write_awards(app, [award], correct=wish.correct))[id]
    if stands is None:  # somebody else granted it this very moment
        raise GrantedOtherwise(())
    return stands


def _check_facts(offer: Offer, terms: Terms, facts: Facts) -> None:
    said = {
        # When a championship is held, its own events say.
        "period": terms.context.starts_on or terms.context.kind is ContextKind.CHAMPIONSHIP,
        **{
            name: getattr(facts, name) for name in ("hours", "score", "result", "basis", "modules", "level", "evidence")
        },
    }
    missing = [want.name for want in offer.asked if want.required and not said[want.name] and said[want.name] != 0]
    if missing:
        raise FactsMissing(missing)
    if facts.score is not None and facts.out_of is not None and facts.score > facts.out_of:
        raise ScoreTooHigh


async def _must_be_kept_so(app: App, person: Person, said: Recipient) -> None:
    """What was put right after going back is not dropped in silence. Raises KeptOtherwise."""
    kept = (await app.people.by_id(person.guardians)).values()
    if person.email != said.email or (said.guardian and kept and not any(_is(one, said.guardian) for one in kept)):
        raise KeptOtherwise


def _is(kept: Person, said: Guardian) -> bool:
    """Also who was kept before, with more of a name than was said now."""
    named = said.person(kept.id, kept.organisation, kept.language)
    is_so_written = (fold(kept.full_name), kept.email) == (fold(said.full_name), said.email)
    return is_so_written or is_meant(kept, named)


async def _meant(app: App, offer: Offer, granted: Granted, new: UUID, wish: Wish) -> tuple[UUID, Newcomer | None]:
    if wish.subject_id is not None and wish.recipient is None:
        return (await kept_record(app, wish.subject_id, offer.organisation)).id, None
    if wish.recipient is None or wish.subject_id is not None:
        raise RecipientNeeded
    said = wish.recipient
    if said.birth_date and said.birth_date >= app.today():
        raise NotYetBorn(said.birth_date)
    # Also of the person: a form that is gone back to, and filled in for somebody else, is sent under the same `new`.
    own = derive(new, "person", said.folded, str(said.birth_date or ""))
    if person := await app.people.find(own):  # kept by the same request, sent before
        await _must_be_kept_so(app, person, said)
        return own, None
    kept = await app.people.namesakes(offer.organisation, {said.folded})
    subject_id, candidates = matched(said, [Namesake(*one) for one in kept.get(said.folded, ())])
    if subject_id:
        return subject_id, None
    if candidates and not wish.is_another:
        if wish.key and (holder := await holder_of(app, offer, granted, wish.key, candidates)):
            return holder, None
        raise WhoIsMeant(candidates)
    return own, Newcomer(own, said)
