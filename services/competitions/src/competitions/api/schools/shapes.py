from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from competitions.api.entering.entry_shapes import RegistrationOut
from competitions.api.schemas import Course, Email, Member, Phone
from competitions.domain.categories.belonging import Said
from competitions.domain.categories.groups import Status
from competitions.domain.consents.records import Purpose
from competitions.domain.entering.guardians import Guardian
from competitions.domain.entering.period import EntryPeriod
from competitions.domain.entering.teams import MOST_MEMBERS
from competitions.domain.schools.correcting import Correction
from competitions.domain.schools.pupils import Pupil
from competitions.domain.schools.teams import Mentor, SchoolTeam
from competitions.queries.schools.entries import PlacesOfSchool, PupilsEntry
from competitions.queries.schools.overview import SchoolsPart
from competitions.queries.schools.results import PupilsResult
from shared.web.schemas import Day, In, Out, PrintedLine, Short, TextOut


class GuardianOfPupilIn(In):
    """Asked for consents by letter, where there is an address."""

    family_name: PrintedLine
    given_name: PrintedLine
    patronymic: PrintedLine | None = None
    email: Email | None = None


class PupilIn(In):
    """Who is kept under this name and birth date is meant; else a record is made of it."""

    family_name: PrintedLine
    given_name: PrintedLine
    patronymic: PrintedLine | None = None
    birth_date: Day
    email: Email | None = None
    phone: Phone | None = None
    course: Course | None = None
    """The class of a school, or the course of a college."""
    language: Literal["ru", "en"] = "ru"
    guardian: GuardianOfPupilIn | None = None
    """Of who is not kept yet: the guardians of others are changed by the organiser."""

    def pupil(self) -> Pupil:
        facts = self.model_dump(include=set(PupilIn.model_fields) - {"guardian"})
        return Pupil(**facts, guardian=Guardian(**self.guardian.model_dump()) if self.guardian else None)


class CorrectionIn(In):
    """What the school had written wrongly of somebody whom it brought in."""

    family_name: PrintedLine
    given_name: PrintedLine
    patronymic: PrintedLine | None = None
    course: Course | None = None
    """Without it, as it was."""
    guardian: GuardianOfPupilIn | None = None
    """One more, as long as nobody has consented."""

    def correction(self) -> Correction:
        facts = self.model_dump(exclude={"guardian"})
        return Correction(**facts, guardian=Guardian(**self.guardian.model_dump()) if self.guardian else None)


class MentorIn(In):
    """Who is kept under this name and address is meant; else a record is made of it."""

    family_name: PrintedLine
    given_name: PrintedLine
    patronymic: PrintedLine | None = None
    email: Email | None = None


class EntryOfSchoolIn(In):
    skill_id: UUID
    member: Member | None = None
    """For which of the own schools; may be left out where there is one alone."""
    status: Status | None = None
    """What the person is, where the ruleset's categories go by it."""
    category: Short | None = None
    """The code of the one that is chosen, where more than one fits."""

    def said(self) -> Said:
        return Said(self.status, self.category)


class PupilsEntryIn(PupilIn, EntryOfSchoolIn):
    """Somebody of the own school in a skill."""


class TeamOfSchoolIn(EntryOfSchoolIn):
    """As many people as the skill asks for, who compete as one."""

    name: PrintedLine
    """What everybody calls it: no name of a person."""
    people: Annotated[tuple[PupilIn, ...], Field(min_length=1, max_length=MOST_MEMBERS)]
    """The captain first."""
    mentor: MentorIn | None = None
    """Who prepared the team. The ruleset says whether there has to be one."""

    def team(self) -> SchoolTeam:
        mentor = Mentor(**self.mentor.model_dump()) if self.mentor else None
        return SchoolTeam(self.name, tuple(one.pupil() for one in self.people), mentor)


class CompetingOut(Out):
    subject_id: UUID
    name: str
    course: str | None
    lacking: list[Purpose]
    """Consents that are required and not there."""


class PupilsEntryOut(Out):
    registration: RegistrationOut
    name: str
    """Of the person or the team; empty for who is erased."""
    birth_date: date | None
    course: str | None
    people: list[CompetingOut]
    """Who competes, the captain of a team first; nobody of an entry that has ended."""
    waiting_place: int | None
    lacking: list[Purpose]
    """Consents that are required and not there."""
    due_at: datetime | None
    """Until when the place waits for them."""

    @classmethod
    def of(cls, row: PupilsEntry) -> "PupilsEntryOut":
        return cls(
            registration=RegistrationOut.model_validate(row.registration),
            name=row.name,
            birth_date=row.person.birth_date if row.person else None,
            course=row.person.course if row.person else None,
            people=[
                CompetingOut(
                    subject_id=one.person.id,
                    name=one.person.full_name,
                    course=one.person.course,
                    lacking=list(one.lacking),
                )
                for one in row.people
            ],
            waiting_place=row.waiting_place,
            lacking=list(row.lacking),
            due_at=row.due_at,
        )


class PlacesOfSchoolOut(Out):
    skill_id: UUID
    member: str
    quota: int | None
    """For this member; null: as many as there are places."""
    taken: int
    waiting: int
    left: int | None
    """For this member, as places are now; null: no limit."""
    would_wait: bool
    """Whether who is entered next waits for a place."""
    categories: dict[str, int]
    """Places that are left of categories which have their own, by their codes, whoever comes."""

    @classmethod
    def of(cls, one: PlacesOfSchool) -> "PlacesOfSchoolOut":
        return cls(
            skill_id=one.skill.id,
            member=one.member,
            quota=one.quota,
            taken=one.taken,
            waiting=one.waiting,
            left=one.left,
            would_wait=one.would_wait,
            categories={category.code: free for category, free in one.own},
        )


class SchoolEntriesOut(Out):
    members: list[str]
    """Whose people the coordinator enters, by the organiser's list."""
    period: EntryPeriod
    items: list[PupilsEntryOut]
    """The newest first."""
    places: list[PlacesOfSchoolOut]
    more: bool
    """Whether there are older entries than these."""


class SchoolOut(Out):
    championship_id: UUID
    name: TextOut
    members: list[str]
    people: int
    entries: int
    lacking: int
    """People for whom a consent is missing."""

    @classmethod
    def of(cls, part: SchoolsPart) -> "SchoolOut":
        held = part.school.championship
        return cls(
            championship_id=held.id,
            name=TextOut.model_validate(held.name),
            members=list(part.school.names),
            people=part.pupils,
            entries=part.entries,
            lacking=part.lacking,
        )


class PupilsResultOut(Out):
    registration_id: UUID
    subject_id: UUID
    skill_id: UUID
    name: str
    """Of the person or the team; empty for who is erased."""
    members: list[str]
    """Of a team: who started."""
    place: int
    awards: list[TextOut]
    """The titles of what was earned, in the ruleset's words of then."""

    @classmethod
    def of(cls, row: PupilsResult) -> "PupilsResultOut":
        return cls(
            registration_id=row.registration_id,
            subject_id=row.subject_id,
            skill_id=row.skill.id,
            name=row.name,
            members=list(row.members),
            place=row.place,
            awards=[TextOut.model_validate(one.title) for one in row.awards],
        )
