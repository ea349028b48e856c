"""What a publication would set off, before it is begun, and what it came to."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from competitions.domain.championship import Championship, Stage
from competitions.domain.records.publicity import PublicItem
from competitions.domain.results.awards import Award
from competitions.domain.results.lifecycle import ResultStatus
from competitions.domain.results.result import Result
from competitions.domain.skill import Skill
from competitions.queries.consenting.publicity import public_items
from competitions.queries.entering.regrouping import told_otherwise
from competitions.queries.entering.team_results import concerned_by
from competitions.queries.published.states import (
    NamedDifference,
    SkillStanding,
    named_differences,
    published_skills,
)
from competitions.queries.results import rank
from competitions.queries.short_groups import ShortGroup, grouped, short_among
from competitions.queries.telling import told_about
from competitions.wiring import App
from shared.identity.principal import Principal


@dataclass(frozen=True, slots=True)
class Publication:
    championship: Championship
    unsigned: tuple[Skill, ...]
    """Skills with starters that hold it up."""
    results: int
    awards: int
    """Certificates beside those of taking part."""
    unnamed: int
    """People who did not agree to be named on public pages."""
    guardians: int
    """Who are told as well: those of minors."""
    taking_part: int = 0
    """Certificates of taking part."""
    forms: int = 0
    """Marking forms that were laid out, of what is published."""
    certificates: int = 0
    """That are to be issued for what is published: an award of one person each."""
    short: Sequence[ShortGroup] = ()
    """Categories that are not held as they are, since too few started."""
    regrouped: int = 0
    """Who were told that their category is held otherwise than it is, or nothing."""

    skills: Sequence[SkillStanding] = ()
    differing: Sequence[NamedDifference] = ()
    """For what the last publication was stopped."""

    @property
    def may_become_official(self) -> bool:
        """Of what is published as unofficial."""
        is_published = self.championship.stage is Stage.PUBLISHED and not self.championship.is_being_published
        return is_published and any(one.waits for one in self.skills)

    @property
    def may_publish(self) -> bool:
        return self.championship.stage is Stage.EMBARGO and bool(self.results or self.short) and not self.unsigned


async def publication(app: App, championship_id: UUID, by: Principal) -> Publication:
    """Raises Unknown, Forbidden."""
    championship, standings = await published_skills(app, championship_id, by)
    found = await _publication(app, championship, standings)
    return replace(found, differing=await named_differences(app, championship)) if championship.differing else found


async def _publication(app: App, championship: Championship, standings: Sequence[SkillStanding]) -> Publication:
    skills = [one.skill for one in standings]
    if championship.stage is Stage.PUBLISHED:
        published = await app.results.of(championship.id)
        results = [result for one in published for result in one.results]
        official = [one for one in published if one.status is ResultStatus.OFFICIAL]
        given = [_awards(one.results, one.awards) for one in official]
        awards, taking_part = sum(one for one, _ in given), sum(one for _, one in given)
        forms = await app.sheets.number_of([one.id for one in published])
        return Publication(
            championship, (), len(results), awards, 0, 0, taking_part, forms, awards + taking_part, skills=standings
        )
    starters = await app.registrations.starters(skill.id for skill in skills)
    held = [skill for skill in skills if starters[skill.id]]
    unsigned = tuple(skill for skill in held if not skill.is_signed_for(starters[skill.id]))
    if unsigned or not held:
        return Publication(championship, unsigned, 0, 0, 0, 0, skills=standings)
    ranked = {skill.id: await rank(app, championship, skill) for skill in held}
    results = [result for found, _ in ranked.values() for result in found]
    groups = {id: found for id, (_, found) in ranked.items()}
    regrouped = {id for one, _ in told_otherwise(await grouped(app, groups)) for id in one.concerned}
    told = await told_about(app, concerned_by(results))
    unnamed = sum(PublicItem.NAME not in public_items(app, championship, person) for person in told.people)
    awards, taking_part = _awards(results, app.rulesets[championship.ruleset].awards)
    return Publication(
        championship,
        (),
        len(results),
        awards,
        unnamed,
        told.guardians,
        taking_part,
        short=short_among(app, championship, held, groups),
        regrouped=len(regrouped),
        skills=standings,
    )


def _awards(results: Sequence[Result], awards: Sequence[Award]) -> tuple[int, int]:
    """How many are for a place, a medal or a score, and how many for taking part: each holder's is one."""
    given = [(one.for_taking_part, len(result.holders(one))) for result in results for one in awards]
    return sum(n for for_all, n in given if not for_all), sum(n for for_all, n in given if for_all)
