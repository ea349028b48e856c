"""Entrants from a table that somebody has filled in: each row as a person in a skill, each fault by its cell."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from difflib import get_close_matches
from typing import Any, Literal

from pydantic import ValidationError

from competitions.api.entering.crews import check_crews, place_of
from competitions.api.entering.grouping import Grouping, asked_of
from competitions.api.entering.headings import headings
from competitions.api.schemas import Course, Email, Member
from competitions.domain.entering.ages import wrong_age
from competitions.domain.entering.crews import Place
from competitions.domain.entering.guardians import Guardian
from competitions.domain.entering.imports import Entrant
from competitions.domain.entering.phones import NoPhone, phone
from competitions.domain.entering.search import fold
from competitions.domain.person import OLDEST, full_years
from competitions.domain.preparation.members import MemberUnlisted
from competitions.domain.preparation.plan import UnknownTimeZone
from competitions.domain.records.zones import zone_written
from competitions.domain.schools.school import NotOwnMember
from competitions.domain.skill import Skill
from competitions.queries.entering.imports import Known
from competitions.workbook.days import NoDay, day_written
from competitions.workbook.faults import MOST_REMARKS, Report, _
from competitions.workbook.people import LANGUAGES
from competitions.workbook.table import TableRow, below_headings
from shared.web.problems.faults import MESSAGES, OTHERWISE
from shared.web.schemas import In, PrintedLine


class RowIn(In):
    """What a row says of a person, by the rules of the API's body."""

    family_name: PrintedLine
    given_name: PrintedLine
    patronymic: PrintedLine | None = None
    email: Email | None = None
    member: Member
    course: Course | None = None
    guardian: PrintedLine | None = None
    guardian_email: Email | None = None


def entrants(rows: Sequence[TableRow], known: Known) -> list[Entrant]:
    """Raises WorkbookRefused with all cells to mend."""
    report = Report(MOST_REMARKS)
    columns, filled = below_headings(
        rows, headings(known.groups, has_teams=known.has_teams, school=known.school), report
    )
    reader = _Reader(columns, known, report)
    found = [(row, entrant) for row in filled if (entrant := reader.read(row))]
    _check_twice(found, columns, report)
    if not report.faults:  # of a row that is not read yet a team would seem to lack somebody
        check_crews(found, columns, known.skills, known.teams, report)
    report.raise_if_any()
    return [entrant for _row, entrant in found]


class _Reader:
    def __init__(self, columns: Mapping[str, str], known: Known, report: Report) -> None:
        self._columns = columns
        self._known = known
        self._report = report
        self._grouping = Grouping(known.groups, known.starts_on)
        own = known.school.names if known.school else ()
        self._unwritten = {"member": own[0]} if len(own) == 1 else {}
        self._skills = {fold(word): skill for skill in known.skills for word in _words(skill)}

    def read(self, row: TableRow) -> Entrant | None:
        before = len(self._report.faults)
        for field, column in self._columns.items():
            if column in row.unread:
                self._tell(row, field, _("What stands here cannot be read."), _("Type it as a text or a number."))
        person = self._person(row)
        skill, born = self._skill(row), self._birth_date(row)
        member, number, language = self._member(row), self._phone(row), self._language(row)
        time_zone, guardian = self._time_zone(row), self._guardian(row)
        in_team = self._place(row, skill)
        competes = in_team is None or in_team.competes
        if skill and born and competes:
            self._check_age(row, skill, born)
        if person is None or skill is None or born is None or len(self._report.faults) > before:
            return None
        entrant = Entrant(
            person.family_name,
            person.given_name,
            person.patronymic,
            born,
            person.email,
            number,
            language,
            skill.id,
            member,
            time_zone,
            course=person.course,
            row=row.number,
            guardian=replace(guardian, email=person.guardian_email) if guardian else None,
        )
        entrant = replace(entrant, in_team=in_team)
        return replace(entrant, category=self._category(row, entrant, skill)) if competes else entrant

    def _place(self, row: TableRow, skill: Skill | None) -> Place | None:
        def tell(field: str, message: str, fix: str, **facts: object) -> None:
            self._tell(row, field if field in self._columns else "skill", message, fix, **facts)

        return place_of(skill, self._text(row, "team"), self._text(row, "role"), tell)

    def _category(self, row: TableRow, entrant: Entrant, skill: Skill) -> str | None:
        def tell(field: str, message: str, fix: str, **facts: object) -> None:
            self._tell(row, field if field in self._columns else "birth_date", message, fix, **facts)

        typed = {field: self._text(row, field) for field in asked_of(self._known.groups)}
        return self._grouping.read(entrant.identity, entrant.birth_date, skill, typed, tell)

    def _text(self, row: TableRow, field: str) -> str:
        return row.cells.get(self._columns.get(field, ""), "").strip() or self._unwritten.get(field, "")

    def _tell(self, row: TableRow, field: str, message: str, fix: str, **facts: object) -> None:
        self._report.add(row.where(self._columns[field]), message, fix, **facts)

    def _missing(self, row: TableRow, field: str) -> None:
        if self._columns[field] not in row.unread:
            self._tell(row, field, *MESSAGES["missing"])

    def _person(self, row: TableRow) -> RowIn | None:
        typed = {name: text for name in RowIn.model_fields if (text := self._text(row, name))}
        for address in ("email", "guardian_email"):
            if address in typed:
                typed[address] = "".join(typed[address].split())
        try:
            return RowIn.model_validate(typed)
        except ValidationError as error:
            for fault in error.errors(include_url=False):
                field = str(fault["loc"][0])
                if self._columns[field] not in row.unread:
                    self._explain(row, field, fault)
            return None

    def _explain(self, row: TableRow, field: str, fault: Mapping[str, Any]) -> None:
        message, fix = MESSAGES.get(fault["type"], OTHERWISE)
        self._tell(row, field, message, fix, **fault.get("ctx", {}))

    def _skill(self, row: TableRow) -> Skill | None:
        written = self._text(row, "skill")
        if not written:
            self._missing(row, "skill")
            return None
        if skill := self._skills.get(fold(written)):
            return skill
        near = get_close_matches(fold(written), list(self._skills), 1)
        if near:
            nearest = self._skills[near[0]]
            fix = _("Did you mean {number} “{name}”? Correct it, or add the skill.")
            self._tell(row, "skill", _("There is no such skill."), fix, number=nearest.number, name=nearest.name.ru)
        else:
            fix = _("Write the number or the name of a skill of this championship, or add the skill.")
            self._tell(row, "skill", _("There is no such skill."), fix)
        return None

    def _birth_date(self, row: TableRow) -> date | None:
        written = self._text(row, "birth_date")
        if not written:
            self._missing(row, "birth_date")
            return None
        try:
            born = day_written(written)
        except NoDay as found:
            self._tell(row, "birth_date", found.message, found.fix)
            return None
        if born >= self._known.today or full_years(born, self._known.today) > OLDEST:
            self._tell(row, "birth_date", _("Nobody who competes was born then."), _("Check the day, month and year."))
            return None
        return born

    def _check_age(self, row: TableRow, skill: Skill, born: date) -> None:
        if wrong := wrong_age(skill, born, self._known.starts_on):
            message = _("{age} years old on the first day; in {number} from {youngest} to {oldest}.")
            fix = _("Check the birth date, choose another skill, or enter this person by hand and say why.")
            youngest, oldest = skill.youngest or 0, skill.oldest or OLDEST
            facts = {"age": wrong.age, "number": skill.number, "youngest": youngest, "oldest": oldest}
            self._tell(row, "birth_date", message, fix, **facts)

    def _member(self, row: TableRow) -> str:
        written = self._text(row, "member")
        try:
            named = self._known.members.named(written) if written else ""
            return self._known.school.named(named) if named and self._known.school else named
        except NotOwnMember as other:
            fix = _("Leave it out, or write “{own}”.")
            self._tell(row, "member", _("You do not enter people of this one."), fix, own=", ".join(other.own))
            return ""
        except MemberUnlisted as unlisted:
            message = _("This region or organisation is not in the organiser's list.")
            if unlisted.nearest:
                fix = _("Did you mean “{nearest}”? Choose from the list, or add this spelling to it.")
                self._tell(row, "member", message, fix, nearest=unlisted.nearest)
            else:
                self._tell(row, "member", message, _("Choose one of the list, or ask the organiser to add it."))
            return ""

    def _guardian(self, row: TableRow) -> Guardian | None:
        written = self._text(row, "guardian")
        if guardian := Guardian.written(written):
            return guardian
        if written or self._text(row, "guardian_email"):
            field = "guardian" if "guardian" in self._columns else "guardian_email"
            self._tell(row, field, _("The guardian's name is not whole."), _("Write family name and given name."))
        return None

    def _phone(self, row: TableRow) -> str | None:
        written = self._text(row, "phone")
        try:
            return phone(written) if written else None
        except NoPhone:
            self._tell(row, "phone", _("This is no telephone number."), _("Write it as +7 912 345-67-89."))
            return None

    def _language(self, row: TableRow) -> Literal["ru", "en"]:
        written = self._text(row, "language")
        language = LANGUAGES.get(fold(written)) if written else "ru"
        if language is None:
            self._tell(row, "language", _("This language is not known here."), _("Write ru or en, or leave it empty."))
        return language or "ru"

    def _time_zone(self, row: TableRow) -> str | None:
        written = self._text(row, "time_zone")
        try:
            return zone_written(written) if written else None
        except UnknownTimeZone:
            fix = _("Write a city such as Омск, or UTC+6, or leave it empty.")
            self._tell(row, "time_zone", _("There is no such time zone."), fix)
            return None


def _words(skill: Skill) -> tuple[str, ...]:
    """By which a skill is named in a file."""
    named = tuple(f"{skill.number} {name}" for name in (skill.name.ru, skill.name.en))
    return (skill.number, skill.name.ru, skill.name.en, *named)


def _check_twice(found: Sequence[tuple[TableRow, Entrant]], columns: Mapping[str, str], report: Report) -> None:
    first: dict[object, TableRow] = {}
    for row, entrant in found:
        is_mentor = entrant.in_team is not None and not entrant.in_team.competes
        key = (entrant.identity, entrant.crew if is_mentor else entrant.skill_id)
        if known := first.get(key):
            where = row.where(columns["family_name"])
            message = _("The same person stands in row {other}, in the same skill.")
            report.add(where, message, _("Leave one of the two rows out."), other=known.number)
        first.setdefault(key, row)
