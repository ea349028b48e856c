"""A row of a table as somebody who is granted something, each fault by its cell."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final

from pydantic import BaseModel, ValidationError

from competitions.domain.awards.facts import Context, ContextKind, Facts, Granted, PaperConsent, Terms
from competitions.domain.awards.offers import Language, Offer
from competitions.domain.awards.rows import Fault, Recipient
from competitions.domain.entering.guardians import Guardian
from competitions.domain.entering.search import fold
from competitions.domain.person import OLDEST, full_years
from competitions.tables.occasions import COLUMNS, NotMeant, Occasions
from competitions.tables.shape import FactsIn, PersonIn, RestIn
from competitions.workbook.days import NO_DATE, NoDay, day_written
from competitions.workbook.faults import _
from competitions.workbook.people import LANGUAGES
from competitions.workbook.table import TableRow
from shared.web.problems.faults import MESSAGES, OTHERWISE

IN_WORDS: Final = ("result", "basis", "level", "evidence")
LONGEST_MODULE: Final = 400
FIRST_YEAR: Final = 1900
WORDS: Final[Mapping[str, Language]] = {
    **LANGUAGES,
    **dict.fromkeys(("both", "оба", "ru en", "ru, en", "ru+en"), "both"),
}
MODULE: Final = re.compile(
    r"(?P<title>.*\S)\s*(?:[-–—:]|\s)\s*(?P<hours>\d{1,5})(?:\s*(?:ч|час|часа|часов|h|hours?)\.?)?"
)
PERIOD: Final = "starts_on"
"""When a championship is held, its own events say."""
NUMBER: Final = re.compile(r"\d{1,9}(?:[.,]\d{1,9})?")


@dataclass(slots=True)
class Draft:
    number: int
    faults: list[Fault] = field(default_factory=list)
    recipient: Recipient | None = None
    granted: Granted | None = None
    special_category: bool = False
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What rows are read against."""

    offer: Offer
    terms: Terms
    is_special: bool
    """What the terms name."""
    needed: tuple[str, ...]
    today: date
    occasions: Occasions

    def read(self, row: TableRow, columns: Mapping[str, str]) -> Draft:
        """`columns`: by field, which cell has it."""
        return _Row(self, row, columns).read()


class _Row:
    def __init__(self, against: Reading, row: TableRow, columns: Mapping[str, str]) -> None:
        self._against = against
        self._row = row
        self._columns = columns
        self._draft = Draft(row.number)

    def read(self) -> Draft:
        for field_, column in self._columns.items():
            if column in self._row.unread:
                self._tell(field_, _("What stands here cannot be read."), _("Type it as a text or a number."))
        draft, context = self._draft, self._context()
        is_dated = context is not None and context.kind is ContextKind.CHAMPIONSHIP
        for field_ in self._against.needed:
            if not (self._text(field_) or (is_dated and field_ == PERIOD)):
                self._missing(field_)
        recipient, facts, rest = self._recipient(), self._facts(), self._shaped(RestIn, RestIn.model_fields)
        granted_on, language = self._granted_on(), self._language()
        consent = self._consent(rest.consent_file if isinstance(rest, RestIn) else None)
        if draft.faults or not (recipient and facts and granted_on and language and context):
            return draft
        draft.key = rest.key if isinstance(rest, RestIn) else None
        draft.recipient = replace(recipient, language="en" if language == "en" else "ru")
        draft.granted = Granted(granted_on, language, context, facts, consent)
        return draft

    def _text(self, field_: str) -> str:
        """What cannot be read is told once, and says nothing."""
        column = self._columns.get(field_, "")
        return "" if column in self._row.unread else self._row.cells.get(column, "").strip()

    def _tell(self, field_: str, message: str, fix: str, **facts: object) -> None:
        column = self._columns.get(field_, "")
        if not any(one.column == column and one.message == message for one in self._draft.faults):
            told = {name: str(fact) for name, fact in facts.items()}
            self._draft.faults.append(Fault(column, message, fix, told))

    def _missing(self, field_: str) -> None:
        if self._columns.get(field_, "") not in self._row.unread:
            self._tell(field_, *MESSAGES["missing"])

    def _recipient(self) -> Recipient | None:
        names = self._names()
        typed = {**names, **{name: "".join(self._text(name).split()) for name in ("email", "guardian_email")}}
        person = self._model(PersonIn, {name: text for name, text in typed.items() if text})
        born = self._day("birth_date")
        if born and (born >= self._against.today or full_years(born, self._against.today) > OLDEST):
            self._tell("birth_date", _("Nobody who is alive was born then."), _("Check the day, month and year."))
        if not isinstance(person, PersonIn):
            return None
        recipient = Recipient(
            person.family_name,
            person.given_name,
            person.patronymic,
            born,
            person.email,
            self._guardian(person.guardian_email),
        )
        return recipient.addressed(self._against.today)

    def _names(self) -> dict[str, str]:
        if "family_name" in self._columns:
            return {name: self._text(name) for name in ("family_name", "given_name", "patronymic")}
        whole = Guardian.written(self._text("full_name"))
        if whole is None:
            if self._text("full_name"):
                self._tell("full_name", _("The name is not whole."), _("Write family name and given name."))
            return {"family_name": self._text("full_name")}
        return {
            "family_name": whole.family_name,
            "given_name": whole.given_name,
            "patronymic": whole.patronymic or "",
        }

    def _guardian(self, email: str | None) -> Guardian | None:
        guardian = Guardian.written(self._text("guardian"), email)
        if guardian is None and (self._text("guardian") or email):
            place = "guardian" if "guardian" in self._columns else "guardian_email"
            self._tell(place, _("The guardian's name is not whole."), _("Write family name and given name."))
        return guardian

    def _facts(self) -> Facts | None:
        typed: dict[str, Any] = {name: self._text(name) for name in IN_WORDS if self._text(name)}
        if hours := self._number("hours", is_whole=True):
            typed["hours"] = int(hours)
        for name in ("score", "out_of"):
            if number := self._number(name):
                typed[name] = number
        if self._text("modules"):
            typed["modules"] = self._modules()
        made = self._model(FactsIn, typed)
        if not isinstance(made, FactsIn):
            return None
        if made.score is not None and made.out_of is not None and made.score > made.out_of:
            self._tell(
                "score", _("It is more than there is to reach."), _("Check the score, and out of how much it is.")
            )
        return made.facts()

    def _number(self, field_: str, *, is_whole: bool = False) -> str | None:
        written = "".join(self._text(field_).split())
        if not written:
            return None
        number = written.replace(",", ".")
        if is_whole and NUMBER.fullmatch(written):
            number, _point, rest = number.partition(".")
            if rest.strip("0"):
                self._tell(field_, *MESSAGES["int_parsing"])
                return None
        elif not NUMBER.fullmatch(written):
            self._tell(field_, *MESSAGES["int_parsing" if is_whole else "decimal_parsing"])
            return None
        return number

    def _modules(self) -> list[dict[str, Any]]:
        found = []
        for part in self._text("modules").split(";"):
            if not part.strip():
                continue
            named, sign, mark = (one.strip() for one in part.rpartition(" = "))
            text = named if sign else part.strip()
            module = MODULE.fullmatch(text) if len(part) < LONGEST_MODULE else None
            if module is None and not (sign and mark and text and len(part) < LONGEST_MODULE):
                fix = _("Write each as “Title — 12”, with a mark as “Title — 12 = excellent”, and “;” between them.")
                self._tell("modules", _("A module has neither hours nor a mark."), fix)
                return []
            title = module["title"].rstrip("-–—: ") if module else text
            made = {"title": title, "hours": int(module["hours"]) if module else None, "mark": mark if sign else None}
            found.append({name: value for name, value in made.items() if value})
        return found

    def _granted_on(self) -> date | None:
        if not self._text("granted_on"):
            return self._against.terms.granted_on
        day = self._day("granted_on")
        if day and day > self._against.today:
            self._tell("granted_on", _("This day has not come yet."), _("Write a day that has."))
        return day

    def _language(self) -> Language | None:
        written = self._text("language")
        language = WORDS.get(fold(written)) if written else self._against.terms.language
        if language not in self._against.offer.choices:
            fix = _("Use one of: {expected}.")
            message = _("A certificate of this is not made in this language.")
            self._tell("language", message, fix, expected=", ".join(self._against.offer.choices))
            return None
        return language

    def _context(self) -> Context | None:
        """As the row says, else as the table does."""
        context, self._draft.special_category = self._against.terms.context, self._against.is_special
        try:
            said = self._against.occasions.said({column: self._text(column) for column in COLUMNS})
        except NotMeant as found:
            self._tell(found.field, found.message, found.fix, **found.facts)
            return None
        if said and said[0].id != context.id:
            context, self._draft.special_category = said
        if context.kind is ContextKind.CHAMPIONSHIP:
            return context  # its own events say when it is held
        starts_on = self._day("starts_on") or context.starts_on
        ends_on = self._day("ends_on") or context.ends_on
        if starts_on and ends_on and ends_on < starts_on:
            self._tell("ends_on", _("It ends before it begins."), _("Check both days."))
        return replace(context, starts_on=starts_on, ends_on=ends_on)

    def _consent(self, file_number: str | None) -> PaperConsent | None:
        given_on = self._day("consent_on")
        if given_on and given_on > self._against.today:
            self._tell("consent_on", _("This day has not come yet."), _("Write a day that has."))
        return PaperConsent(given_on, file_number) if given_on or file_number else None

    def _day(self, field_: str) -> date | None:
        written = self._text(field_)
        try:
            day = day_written(written) if written else None
        except NoDay as found:
            self._tell(field_, found.message, found.fix)
            return None
        if day is not None and day.year < FIRST_YEAR:
            self._tell(field_, *NO_DATE)
            return None
        return day

    def _shaped(self, shape: type[BaseModel], fields: Mapping[str, Any]) -> BaseModel | None:
        return self._model(shape, {name: text for name in fields if (text := self._text(name))})

    def _model(self, shape: type[BaseModel], typed: Mapping[str, Any]) -> BaseModel | None:
        try:
            return shape.model_validate(typed)
        except ValidationError as error:
            for fault in error.errors(include_url=False):
                self._explain(str(fault["loc"][0]), fault)
            return None

    def _explain(self, field_: str, fault: Mapping[str, Any]) -> None:
        place = field_ if field_ in self._columns else "full_name"
        if self._columns.get(place, "") in self._row.unread:
            return
        message, fix = MESSAGES.get(fault["type"], OTHERWISE)
        self._tell(place, message, fix, **fault.get("ctx", {}))
