"""How organisations, championships and skills are called: told apart from people, whose events carry ids alone."""

from datetime import datetime

from competitions.domain.championship import Championship
from competitions.domain.records.organisation import Organisation
from competitions.domain.ruleset import PrivacyRules
from competitions.domain.skill import Skill
from competitions.event_shapes import championship_shape, skill_shape, text_shape
from shared.contracts import competitions as contract
from shared.events import Event, event
from shared.ids import derive


def of_championship(
    championship: Championship, rules: PrivacyRules, at: datetime, before: Championship | None = None
) -> tuple[Event[contract.ChampionshipDescribed], ...]:
    """Nothing where it is called as `before`."""
    if before and before.edition == championship.edition:
        return ()
    data = contract.ChampionshipDescribed(
        championship=championship_shape(championship),
        special_category=rules.special_category,
        edition=championship.edition,
    )
    return (event(data, id=derive(championship.id, data.type, str(championship.edition)), at=at),)


def of_organisation(organisation: Organisation, edition: int, at: datetime) -> Event[contract.OrganisationDescribed]:
    name = organisation.about.name
    told = None if organisation.about.is_of_a_person else text_shape(name)
    data = contract.OrganisationDescribed(code=organisation.code, name=told, edition=edition)
    return event(data, id=derive(organisation.id, data.type, str(edition)), at=at)


def of_skill(skill: Skill, at: datetime, before: Skill | None = None) -> tuple[Event[contract.SkillDescribed], ...]:
    """Nothing where it is called as `before`."""
    if before and before.edition == skill.edition:
        return ()
    data = contract.SkillDescribed(
        championship_id=skill.championship_id, skill=skill_shape(skill), edition=skill.edition
    )
    return (event(data, id=derive(skill.id, data.type, str(skill.edition)), at=at),)
