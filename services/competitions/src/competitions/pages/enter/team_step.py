"""What the steps show of a team: who can be what in it, its fields, and all of it to be checked."""

from collections.abc import Sequence
from typing import Any, Final

from competitions.domain.entering.rules import Mentoring
from competitions.domain.own.teams import Part
from competitions.pages.enter.way import Step, Way
from competitions.queries.entering.applying import offer_of, prospect
from shared.web.forms import field_of

FIELDS: Final = {
    "/members": "people-0-family_name",
    "/mentor": "mentor-family_name",
    "/captain": "people-0-family_name",
    "/skill": "skill_id",
    "/subject_id": "skill_id",
    "/is_ward": "whom",
}


async def parts_offered(way: Way) -> Sequence[Part]:
    """What who is signed in can be, where there are skills in which teams compete."""
    offer = await offer_of(way.app, way.championship.id)
    if not any(one.skill.team_size > 1 for one in offer.skills):
        return ()
    mentoring = way.app.rulesets[way.championship.ruleset].team.mentor
    return [part for part in Part if part is not Part.MENTOR or mentoring is not Mentoring.NO]


async def shown_of_team(way: Way) -> dict[str, Any]:
    skill = await way.app.skills.get(way.draft.chosen_skill)
    own = way.draft.part is not Part.MENTOR
    return {
        "skill": skill,
        "others": skill.team_size - own,
        "is_captain_typed": way.draft.part is not Part.CAPTAIN,
        "mentoring": Mentoring.NO if not own else way.app.rulesets[way.championship.ruleset].team.mentor,
        "categories": await way.choices(),
    }


async def team_summary(way: Way) -> dict[str, Any]:
    found, category = await way.team()
    member = way.members.named(way.draft.chosen_member)
    skill = await prospect(way.app, way.championship, way.draft.chosen_skill, member, category)
    questions = await way.questions()
    guardians = {one.id: one for one in found.guardians}
    return {
        "skill": skill.skill,
        "member": member,
        "category": category,
        "waits_for": skill.waits_for,
        "formed": found,
        "others": [
            (person, next((guardians[id] for id in person.guardians if id in guardians), None))
            for person in found.competing
            if person.id != found.applicant.id
        ],
        "own_guardian": next((guardians[id] for id in found.applicant.guardians if id in guardians), None),
        "questions": questions,
        "answers": way.draft.answers(questions),
    }


def field_of_team(part: Part, step: Step, where: str) -> str:
    """What is said of all members is shown at the first of them; on each step's page where there is such a field."""
    if step == "check":
        return "skill_id" if where in {"/skill", "/skill_id", "/subject_id"} else "team"
    if step != "team":
        return {**FIELDS, "/category": "skill_id"}.get(where, field_of(where))
    if where == "/mentor" and part is Part.MENTOR:
        return FIELDS["/members"]
    if where in {"/skill_id", "/birth_date", "/subject_id"}:
        return FIELDS["/members"]
    return FIELDS.get(where, field_of(where))
