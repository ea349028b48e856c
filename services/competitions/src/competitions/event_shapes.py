"""What several events tell in the same words."""

from competitions.domain.championship import Championship
from competitions.domain.skill import Skill
from shared import contracts
from shared.contracts import competitions as contract
from shared.text import Text


def championship_shape(championship: Championship) -> contract.Championship:
    return contract.Championship(
        id=championship.id,
        name=text_shape(championship.name),
        organisation=championship.organisation,
        ruleset=championship.ruleset,
        starts_on=championship.starts_on,
        ends_on=championship.ends_on,
        time_zone=championship.time_zone,
    )


def skill_shape(skill: Skill) -> contract.Skill:
    return contract.Skill(id=skill.id, number=skill.number, name=text_shape(skill.name))


def text_shape(text: Text) -> contracts.Text:
    return contracts.Text(ru=text.ru, en=text.en)
