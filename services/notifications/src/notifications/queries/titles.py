"""How what messages are about is called: nothing of that is kept beside anybody."""

from collections.abc import Collection, Iterator, Mapping
from uuid import UUID

from notifications.domain.deliveries import Delivery, Wording
from notifications.domain.discretion import must_be_discreet
from notifications.domain.recipients import Recipient
from notifications.domain.writing import Names
from notifications.wiring import App
from shared.mongo.told_titles import ToldChampionship, ToldSkill
from shared.text import Text, unquoted


async def names_of(app: App, deliveries: Collection[Delivery]) -> Mapping[UUID, Names]:
    """By delivery."""
    championships = await app.titles.championships({one.championship_id for one in deliveries if one.championship_id})
    skills = await app.titles.skills({one.skill_id for one in deliveries if one.skill_id})
    teams = await app.recipients.known(one.team_id for one in deliveries if one.team_id)
    return {one.id: dict(_names(one, championships, skills, teams)) for one in deliveries}


async def discreet_among(app: App, deliveries: Collection[Delivery]) -> frozenset[UUID]:
    """Those whose letters name nothing."""
    championships = await app.titles.championships({one.championship_id for one in deliveries if one.championship_id})
    special = {one.id for one in championships.values() if one.special_category}
    return frozenset(
        one.id
        for one in deliveries
        if (one.special_category or one.championship_id in special) and must_be_discreet(one)
    )


def _names(
    delivery: Delivery,
    championships: Mapping[UUID, ToldChampionship],
    skills: Mapping[UUID, ToldSkill],
    teams: Mapping[UUID, Recipient],
) -> Iterator[tuple[str, Wording]]:
    if delivery.championship_id and delivery.championship_id in championships:
        held = _wording(championships[delivery.championship_id].name)
        yield "championship", held
        yield "place", held  # where a duty is
    if delivery.skill_id and delivery.skill_id in skills:
        yield "skill", _wording(skills[delivery.skill_id].name)
    known = teams.get(delivery.team_id) if delivery.team_id else None
    if known and known.team:
        name = unquoted(known.team.name)
        yield "team", Wording(name, name)


def _wording(text: Text) -> Wording:
    return Wording(text.ru, text.en)
