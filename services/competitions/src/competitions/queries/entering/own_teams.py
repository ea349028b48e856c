"""A team as its own people enter it: whether it can be entered as they say it, and what who sends it is asked."""

from typing import Literal
from uuid import UUID

from competitions.domain.categories.belonging import Said
from competitions.domain.championship import Championship
from competitions.domain.entering.ages import must_fit
from competitions.domain.entering.own import Parties, Signing, TooManyEntries, Whom
from competitions.domain.entering.teams import TeamUnfit, Unfit
from competitions.domain.own.teams import MOST_MENTORED, FormedTeam, OwnTeam, formed
from competitions.domain.person import Person
from competitions.domain.refusal import Unknown
from competitions.domain.registration import AlreadyRegistered
from competitions.domain.skill import Skill
from competitions.queries.consenting.questions import Question
from competitions.queries.entering.applying import entries_in, known_of, questions_for
from competitions.queries.entering.categories import category_of_team
from competitions.wiring import App
from shared.identity.principal import Principal


async def examined_team(
    app: App,
    championship: Championship,
    said: OwnTeam,
    whom: Whom,
    by: Principal,
    seed: UUID,
    language: Literal["ru", "en"],
) -> FormedTeam:
    """Its people as they would be kept. Raises what `formed` raises."""
    known = await known_of(app, championship, by)
    return formed(said, whom, known, Signing(by.account, seed, language, app.now()))


async def team_skill(app: App, championship: Championship, skill_id: UUID) -> Skill:
    """Raises Unknown, SkillDropped, MarkingStarted, TeamUnfit."""
    skill = await app.skills.get(skill_id)
    if skill.championship_id != championship.id:
        raise Unknown("skill", skill_id)
    skill.must_be_held()
    skill.must_be_unmarked()
    if skill.team_size == 1:
        raise TeamUnfit(Unfit.TOGETHER, 1)
    return skill


async def must_be_free_to_enter(app: App, championship: Championship, skill: Skill, applicant: Person) -> None:
    """Who is signed in and competes. Of the others nothing is known, and nothing told.

    Raises WrongAge, AlreadyRegistered, TooManyEntries.
    """
    must_fit(skill, applicant, championship.starts_on)
    entries = await entries_in(app, championship.id, applicant)
    if any(one.skill_id == skill.id for one in entries):
        raise AlreadyRegistered(applicant.id)
    most = app.rulesets[championship.ruleset].entering.entries_each
    if len(entries) >= most:
        raise TooManyEntries(most)


async def must_be_free_to_mentor(app: App, championship: Championship, mentor: Person) -> None:
    """Raises TooManyEntries."""
    entries = await app.registrations.mentored_by(await app.people.ids_of_one(mentor))
    here = [one for one in entries if one.championship_id == championship.id and not one.has_ended]
    if len(here) >= MOST_MENTORED:
        raise TooManyEntries(MOST_MENTORED)


async def enterable_team(
    app: App, championship: Championship, skill_id: UUID, found: FormedTeam, said: Said
) -> tuple[Skill, str | None]:
    """The skill, and the category of all members, where there are any.

    Raises TeamUnfit, and what `team_skill`, `must_be_free_to_enter`, `must_be_free_to_mentor` and `category_of_team` raise.
    """
    skill = await team_skill(app, championship, skill_id)
    if found.has_applicant:
        await must_be_free_to_enter(app, championship, skill, found.applicant)
    else:
        await must_be_free_to_mentor(app, championship, found.applicant)
    found.team.must_fit(skill.team_size, app.rulesets[championship.ruleset].team)
    for person in found.competing:
        must_fit(skill, person, championship.starts_on)
    return skill, await category_of_team(app, championship, skill, found.competing, said)


async def questions_for_applicant(
    app: App, championship: Championship, applicant: Person, language: str, *, competes: bool
) -> tuple[Question, ...]:
    """What who sends it answers for themselves: a mentor is asked nothing."""
    parties = Parties(applicant, applicant)
    return await questions_for(app, championship, parties, language) if competes else ()
