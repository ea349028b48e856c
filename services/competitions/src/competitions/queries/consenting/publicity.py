"""What the answers to the consents came to: what each championship may show of a person."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from competitions.domain.championship import Championship
from competitions.domain.consents.records import Consents
from competitions.domain.consents.voices import PersonsConsents
from competitions.domain.person import Person
from competitions.domain.records.publicity import PublicItem, Publicity
from competitions.wiring import App


@dataclass(frozen=True, slots=True)
class Shown:
    """What one championship shows of a person."""

    championship: Championship
    publicity: Publicity
    items: frozenset[PublicItem]
    """Today."""


async def in_line(app: App, person: Person, as_if: Consents | None = None) -> Person:
    """The person with what all answers about them come to. `as_if`: an answer that is not stored yet."""
    records = {one.id: one for one in await app.consents.about_person(person.id)}
    if as_if is not None:
        records[as_if.id] = as_if
    championships = await app.championships.some({one.championship_id for one in records.values()})
    found = (_publicity(app, championship, person, records.values()) for championship in championships)
    return replace(person, publicity=tuple(one for one in found if one))


async def shown_of(app: App, person: Person) -> list[Shown]:
    """Of each championship in which something was answered, the newest first."""
    championships = {
        one.id: one for one in await app.championships.some([one.championship_id for one in person.publicity])
    }
    found = [
        Shown(championships[one.championship_id], one, one.on(app.today()))
        for one in person.publicity
        if one.championship_id in championships
    ]
    return sorted(found, key=lambda one: one.championship.starts_on, reverse=True)


def public_items(app: App, championship: Championship, person: Person) -> frozenset[PublicItem]:
    """What stands on the championship's public pages today: what was allowed, else what the ruleset lets stand unasked."""
    allowed = person.public_in(championship.id, app.today())
    return frozenset(app.rulesets[championship.ruleset].consents.public_unasked) if allowed is None else allowed


def _publicity(app: App, championship: Championship, person: Person, records: Iterable[Consents]) -> Publicity | None:
    about = {one.giver_id: one for one in records if one.championship_id == championship.id}
    rules = app.rulesets[championship.ruleset].consents
    told = PersonsConsents(person, app.today(), about, rules.written)
    return told.publicity(championship.id, rules.public_unasked, app.settings.zone)
