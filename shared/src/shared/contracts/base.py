import re
from abc import abstractmethod
from datetime import date, datetime
from typing import Annotated, Any, ClassVar, Final
from uuid import UUID

from pydantic import AfterValidator, AwareDatetime, BaseModel, BeforeValidator, ConfigDict

from shared import text

WRITTEN_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
WRITTEN_MOMENT: Final = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}.*")


def _day(value: Any) -> Any:
    return date.fromisoformat(value) if isinstance(value, str) and WRITTEN_DAY.fullmatch(value) else value


def _moment(value: Any) -> Any:
    return datetime.fromisoformat(value) if isinstance(value, str) and WRITTEN_MOMENT.fullmatch(value) else value


def _no_number(value: Any) -> Any:
    """Seconds since some day, which pydantic would read out of a number or a text of digits."""
    if isinstance(value, date):
        return value
    raise ValueError("not written as ISO 8601 has it")


Day = Annotated[date, BeforeValidator(_no_number), BeforeValidator(_day)]
"""As 2027-03-01."""
Moment = Annotated[AwareDatetime, BeforeValidator(_no_number), BeforeValidator(_moment)]
"""With its zone, as 2027-03-01T09:00:00Z."""
Line = Annotated[str, AfterValidator(text.readable)]
"""Text from people, in one line. Whoever tells has refused what cannot be read; from others it is left out here."""
Prose = Annotated[str, AfterValidator(text.readable_prose)]
"""Text from people, of several lines."""


class Text(BaseModel):
    """What people read, in both languages of the product."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    ru: Line
    en: Line

    def in_language(self, language: str) -> str:
        return self.en if language == "en" else self.ru


class Payload(BaseModel):
    """The data of one event.

    `topic` is where it travels (`<service>.<aggregate>`), `type` its CloudEvents type (`<topic>.<past tense>.v<n>`).
    Unknown fields are ignored, so that a producer may add one before its consumers know it.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    topic: ClassVar[str]
    type: ClassVar[str]
    personal: ClassVar[bool] = False
    """Personal data travels on a compacted topic of its own and is copied to no other."""
    impersonal: ClassVar[bool] = False
    """It names nobody, not even by an id. Its topic is kept for ever, so that who comes late learns what the ids of others mean."""

    @property
    @abstractmethod
    def key(self) -> UUID:
        """The aggregate that the event is about: events of one key keep their order."""


class Award(BaseModel):
    """What a ruleset gives for a result, in its own words. It names neither the ruleset nor anybody."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: UUID
    """Of this award in this version, whoever gives it and whoever gets it."""
    code: str
    """Such as `gold` or `participation`: each ruleset has its own, so nobody keeps a list of them."""
    version: int
    """Higher once the ruleset says it otherwise."""
    title: Text
    criteria: Text
    scored: bool
    """Whether the certificate carries the score."""
    for_taking_part: bool
    """Everybody who took part has it, so it tells nothing of the place."""
    whom: str
    """`member`, `team` or `mentor`."""


class Earned(BaseModel):
    """What somebody earned by a result: a person, or a team as a whole."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    subject_id: UUID
    award: Award
