"""An issuer writes what can be earned of it. Certificates that are there keep what they say."""

from uuid import UUID

from certificates import events
from certificates.documents.shelf import is_shipped
from certificates.domain.achievement import Achievement, Change, UnknownCode
from certificates.domain.kinds import kind_of
from certificates.domain.wording import Words
from certificates.queries.designs import read_design
from certificates.wiring import App
from shared.errors import Outdated
from shared.ids import derive


async def make(
    app: App, organisation: str, code: str, kind: str, words: Words, *, by: str, change_id: UUID
) -> Achievement:
    """The same `change_id` with the same words again gets the achievement that it made: a form that was filled in otherwise after
    going back makes another one, or hears that there is one of this code.

    Raises UnknownIssuer, BadCode, BadKind, CodeTaken, NoTitle, TextMissing, BadAddress, UnknownDesign.
    """
    issuer = await app.issuers.of(organisation)
    await _check_design(app, organisation, words.design)
    change = Change(by, app.now())
    id_ = derive("achievement", issuer.id, change_id, code, kind, repr(words))
    made = Achievement.begun(id_, organisation, code, kind_of(kind), words, change)
    return await app.achievements.add(made, events.achievement_changed(change))


async def rewrite(app: App, organisation: str, code: str, words: Words, *, seen: int | None, by: str) -> Achievement:
    """As certificates say it from now on. `seen`: the version that the writer saw.

    Raises UnknownCode, NoTitle, TextMissing, BadAddress, UnknownDesign; Outdated and Stale where somebody else changed it.
    """
    achievement = await _seen(app, organisation, code, seen)
    await _check_design(app, organisation, words.design)
    change = Change(by, app.now())
    return await _save(app, achievement.rewritten(words, change), change)


async def offer(app: App, organisation: str, code: str, *, is_offered: bool, seen: int | None, by: str) -> Achievement:
    """Withdraws it, or offers it again; what is so already stays. Raises UnknownCode, Outdated, Stale."""
    achievement = await _seen(app, organisation, code, seen)
    if achievement.is_offered == is_offered:
        return achievement
    change = Change(by, app.now())
    return await _save(app, achievement.offered(change, is_offered=is_offered), change)


async def _check_design(app: App, organisation: str, named: str) -> None:
    """Raises UnknownDesign."""
    if not is_shipped(named):
        await read_design(app, organisation, named)


async def _seen(app: App, organisation: str, code: str, version: int | None) -> Achievement:
    found = await app.achievements.coded(organisation, code)
    if found is None:
        raise UnknownCode(code)
    if version is not None and found.version != version:
        raise Outdated
    return found


async def _save(app: App, achievement: Achievement, change: Change) -> Achievement:
    """What a ruleset gives is granted by results alone, so nobody else hears of it."""
    told = [events.achievement_changed(change)] if achievement.is_self_made else []
    return await app.achievements.save(achievement, *told)
