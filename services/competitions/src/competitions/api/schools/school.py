"""The coordinator of a school, by program."""

from typing import Final
from uuid import UUID

from fastapi import APIRouter

from competitions.api.consents import RemindedOut
from competitions.api.deps import Coordinator, TheApp
from competitions.api.entering.entry_shapes import RegistrationOut
from competitions.api.registrations import CATEGORIES, LEAVING
from competitions.api.schools.shapes import (
    CorrectionIn,
    MentorIn,
    PlacesOfSchoolOut,
    PupilIn,
    PupilsEntryIn,
    PupilsEntryOut,
    PupilsResultOut,
    SchoolEntriesOut,
    SchoolOut,
    TeamOfSchoolIn,
)
from competitions.commands.schools.correcting import correct_pupil
from competitions.commands.schools.entering import enter_pupil, replace_pupil
from competitions.commands.schools.mentors import name_mentor_of_school
from competitions.commands.schools.reminding import remind
from competitions.commands.schools.teams import enter_team, replace_in_team
from competitions.domain.championship import UnderEmbargo
from competitions.domain.entering.ages import WrongAge
from competitions.domain.entering.own import NobodyBornThen, TooManyEntries
from competitions.domain.entering.period import NotTakingEntries, WithdrawalOver
from competitions.domain.entering.places import SkillFull
from competitions.domain.entering.teams import NoRoomInTeam, NotInTeam, ReplacingOver, TeamUnfit
from competitions.domain.person import OwnGuardian
from competitions.domain.refusal import Unknown
from competitions.domain.registration import AlreadyRegistered
from competitions.domain.schools.correcting import NotTheSchools
from competitions.domain.schools.pupils import GuardianKept, PupilElsewhere, TooManyOfPupil
from competitions.domain.schools.school import NotOwnMember
from competitions.domain.schools.teams import Mentor
from competitions.domain.skill import SkillDropped, SkillSigned
from competitions.queries.schools.entries import school_page
from competitions.queries.schools.overview import overview
from competitions.queries.schools.results import school_results
from shared.identity.principal import Forbidden
from shared.web.deps import Unkept
from shared.web.idempotency import NewId
from shared.web.problems import problems

router = APIRouter(tags=["schools"], dependencies=[Unkept])
WHO: Final = (WrongAge, AlreadyRegistered, NobodyBornThen, PupilElsewhere, TooManyOfPupil, TooManyEntries, GuardianKept)
AT: Final = "/championships/{championship_id}/school"


@router.get("/school", responses=problems(Forbidden))
async def list_schools(by: Coordinator, app: TheApp) -> list[SchoolOut]:
    """The championships in which the caller coordinates a school, region or organisation; who begins last comes first."""
    return [SchoolOut.of(one) for one in await overview(app, by)]


@router.get(f"{AT}/entries", responses=problems(Unknown, Forbidden))
async def list_school_entries(championship_id: UUID, by: Coordinator, app: TheApp) -> SchoolEntriesOut:
    """The entries of the own people, what is missing whose, and the places that there are for them."""
    page = await school_page(app, championship_id, by)
    return SchoolEntriesOut(
        members=list(page.school.names),
        period=page.school.entry_period(app.now()),
        items=[PupilsEntryOut.of(row) for row in page.rows],
        places=[PlacesOfSchoolOut.of(one) for one in page.places],
        more=page.are_more,
    )


@router.post(
    f"{AT}/entries",
    status_code=201,
    responses=problems(
        Unknown,
        Forbidden,
        NotOwnMember,
        NotTakingEntries,
        SkillDropped,
        SkillSigned,
        SkillFull,
        *WHO,
        *CATEGORIES,
    ),
)
async def enter_person_of_school(
    championship_id: UUID, body: PupilsEntryIn, new: NewId, by: Coordinator, app: TheApp
) -> RegistrationOut:
    """Enters somebody of the own school: with a place where the quotas leave one, else at the end of the waiting list."""
    made = await enter_pupil(
        app, championship_id, new, body.pupil(), body.skill_id, by, member=body.member, said=body.said()
    )
    return RegistrationOut.model_validate(made)


@router.post(
    f"{AT}/teams",
    status_code=201,
    responses=problems(
        Unknown,
        Forbidden,
        NotOwnMember,
        NotTakingEntries,
        SkillDropped,
        SkillSigned,
        SkillFull,
        TeamUnfit,
        *WHO,
        *CATEGORIES,
    ),
)
async def enter_team_of_school(
    championship_id: UUID, body: TeamOfSchoolIn, new: NewId, by: Coordinator, app: TheApp
) -> RegistrationOut:
    """Enters a team of the own school: one entry with one place. Each member is asked for consents."""
    entry = (championship_id, new, body.team(), body.skill_id)
    return RegistrationOut.model_validate(await enter_team(app, *entry, by, member=body.member, said=body.said()))


@router.post(
    f"{AT}/entries/{{registration_id}}/members/{{subject_id}}/replacement",
    responses=problems(*LEAVING, TeamUnfit, NotInTeam, ReplacingOver, *WHO, *CATEGORIES),
)
async def replace_in_team_of_school(
    championship_id: UUID,
    registration_id: UUID,
    subject_id: UUID,
    body: PupilIn,
    new: NewId,
    by: Coordinator,
    app: TheApp,
) -> RegistrationOut:
    """Somebody else of the school comes in a member's place, until the ruleset's deadline; the team is confirmed anew."""
    became = await replace_in_team(app, championship_id, registration_id, subject_id, new, body.pupil(), by)
    return RegistrationOut.model_validate(became)


@router.post(
    f"{AT}/entries/{{registration_id}}/mentor",
    responses=problems(*LEAVING, TeamUnfit),
)
async def name_mentor_of_team_of_school(
    championship_id: UUID, registration_id: UUID, body: MentorIn, new: NewId, by: Coordinator, app: TheApp
) -> RegistrationOut:
    """Names another mentor of a team of the own school, until marking begins: they are asked by a letter."""
    mentor = Mentor(**body.model_dump())
    named = await name_mentor_of_school(app, championship_id, registration_id, new, mentor, by)
    return RegistrationOut.model_validate(named)


@router.post(
    f"{AT}/entries/{{registration_id}}/members",
    responses=problems(*LEAVING, TeamUnfit, NoRoomInTeam, ReplacingOver, *WHO, *CATEGORIES),
)
async def fill_place_in_team_of_school(
    championship_id: UUID, registration_id: UUID, body: PupilIn, new: NewId, by: Coordinator, app: TheApp
) -> RegistrationOut:
    """Somebody of the school comes in the place of who left the team, until the ruleset's deadline; it is confirmed anew."""
    became = await replace_in_team(app, championship_id, registration_id, None, new, body.pupil(), by)
    return RegistrationOut.model_validate(became)


@router.post(
    f"{AT}/entries/{{registration_id}}/replacement",
    status_code=201,
    responses=problems(*LEAVING, WithdrawalOver, *WHO, *CATEGORIES),
)
async def replace_person_of_school(
    championship_id: UUID, registration_id: UUID, body: PupilIn, new: NewId, by: Coordinator, app: TheApp
) -> RegistrationOut:
    """Somebody else of the school takes the place and the number over, until the championship's deadline for withdrawing."""
    made = await replace_pupil(app, championship_id, registration_id, new, body.pupil(), by)
    return RegistrationOut.model_validate(made)


@router.post(
    f"{AT}/entries/{{registration_id}}/people/{{subject_id}}/correction",
    responses=problems(*LEAVING, NotTheSchools, OwnGuardian),
)
async def correct_person_of_school(
    championship_id: UUID,
    registration_id: UUID,
    subject_id: UUID,
    body: CorrectionIn,
    new: NewId,
    by: Coordinator,
    app: TheApp,
) -> RegistrationOut:
    """Puts right the name of somebody whom the school itself brought in, or names one more guardian. Who was confirmed is confirmed
    anew under another name."""
    of = (championship_id, registration_id, subject_id)
    return RegistrationOut.model_validate(await correct_pupil(app, *of, new, body.correction(), by))


@router.post(f"{AT}/reminders", responses=problems(Unknown, Forbidden))
async def remind_school(championship_id: UUID, request: NewId, by: Coordinator, app: TheApp) -> RemindedOut:
    """Writes to everybody whose answer is wanted for people of the own school. Nobody twice a day."""
    return RemindedOut.model_validate(await remind(app, championship_id, by, request))


@router.get(f"{AT}/results", responses=problems(Unknown, Forbidden, UnderEmbargo))
async def list_school_results(championship_id: UUID, by: Coordinator, app: TheApp) -> list[PupilsResultOut]:
    """Places and awards of the own people, after publication."""
    _, rows = await school_results(app, championship_id, by)
    return [PupilsResultOut.of(row) for row in rows]
