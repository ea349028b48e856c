"""The columns of an exported register: which there are, how an issuer calls them, and mappings that are ready."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from certificates.domain.refusal import Refusal


@dataclass(eq=False)
class NoColumns(Refusal):
    """Nothing would stand in the table."""


@dataclass(eq=False)
class TooManyForWorkbook(Refusal):
    """It is made in memory; CSV goes row by row."""

    count: int
    most: int


class Field(StrEnum):
    """What may stand in a column, in the words of forms."""

    NUMBER = "number"
    SHORT_ID = "short_id"
    DOCUMENT = "document"
    """What heads the paper: «Диплом», «Сертификат о прохождении обучения»."""
    TITLE = "title"
    NAME = "name"
    FAMILY_NAME = "family_name"
    GIVEN_NAME = "given_name"
    PATRONYMIC = "patronymic"
    TEAM = "team"
    CONTEXT = "context"
    SKILL = "skill"
    HOURS = "hours"
    BEGUN = "begun"
    """The year in which it began."""
    ENDED = "ended"
    RESULT = "result"
    SCORE = "score"
    OUT_OF = "out_of"
    POINTS = "points"
    BASIS = "basis"
    GRANTED_ON = "granted_on"
    ISSUED_ON = "issued_on"
    EXPIRES_ON = "expires_on"
    SERIES = "series"
    BLANK = "blank"
    SPOILT = "spoilt"
    """Blanks that were spoilt."""
    STATUS = "status"
    SINCE = "since"
    REASON = "reason"
    REPLACES = "replaces"
    REPLACED_BY = "replaced_by"
    DUPLICATE = "duplicate"
    LOST = "lost"
    """Whether a duplicate was issued of it."""
    EXCHANGED = "exchanged"
    """Whether it was corrected by a newer one."""
    DESTROYED = "destroyed"
    """Whether it was taken back."""
    EMPTY_1 = "empty_1"
    """What is filled in by hand, as those below."""
    EMPTY_2 = "empty_2"
    EMPTY_3 = "empty_3"
    EMPTY_4 = "empty_4"


@dataclass(frozen=True, slots=True)
class Column:
    field: Field
    title: str | None = None
    """None: as the field is called."""


@dataclass(frozen=True, slots=True)
class RegisterColumns:
    """An issuer's setting: which columns, in which order, and who chose them."""

    id: UUID
    organisation: str
    columns: tuple[Column, ...]
    by: str
    at: datetime
    version: int = 1
    """0: nobody chose yet."""

    def chosen(self, columns: tuple[Column, ...], *, by: str, at: datetime) -> "RegisterColumns":
        """Raises NoColumns."""
        if not columns:
            raise NoColumns
        return replace(self, columns=columns, by=by, at=at)


OURS: Final = tuple(
    Column(field)
    for field in (
        *(Field.NUMBER, Field.ISSUED_ON, Field.DOCUMENT, Field.TITLE, Field.NAME, Field.CONTEXT, Field.SKILL),
        *(Field.HOURS, Field.RESULT, Field.SCORE, Field.BASIS, Field.SERIES, Field.BLANK, Field.SPOILT),
        *(Field.STATUS, Field.SINCE, Field.REASON, Field.REPLACES, Field.REPLACED_BY, Field.DUPLICATE),
    )
)
"""Until an issuer chooses others."""
FEDERAL_UNCONFIRMED: Final = tuple(
    Column(field, title)
    for field, title in (
        (Field.DOCUMENT, "Название документа"),
        (Field.LOST, "Подтверждение утраты"),
        (Field.EXCHANGED, "Подтверждение обмена"),
        (Field.DESTROYED, "Подтверждение уничтожения"),
        (Field.SERIES, "Серия документа"),
        (Field.BLANK, "Номер документа"),
        (Field.ISSUED_ON, "Дата выдачи документа"),
        (Field.NUMBER, "Регистрационный номер"),
        (Field.TITLE, "Наименование программы"),
        (Field.HOURS, "Срок обучения, часов"),
        (Field.BEGUN, "Год начала обучения"),
        (Field.ENDED, "Год окончания обучения"),
        (Field.FAMILY_NAME, "Фамилия получателя"),
        (Field.GIVEN_NAME, "Имя получателя"),
        (Field.PATRONYMIC, "Отчество получателя"),
        (Field.EMPTY_1, "Дата рождения получателя"),
        (Field.EMPTY_2, "Пол получателя"),
        (Field.EMPTY_3, "Гражданство получателя"),
    )
)
"""For the federal register (ФИС ФРДО, 273-ФЗ, article 98). [guess]: nobody compared it with the template of today, whose columns change.
It has no СНИЛС, which is not kept here; what is not known is left empty."""
READY: Final = {"ours": OURS, "federal": FEDERAL_UNCONFIRMED}
