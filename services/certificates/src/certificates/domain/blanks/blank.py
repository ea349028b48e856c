"""Series and number of a sheet of paper, and why it cannot be entered."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from certificates.domain.copied import folded
from certificates.domain.refusal import Refusal


def written(text: str) -> str:
    """Series, number or both as they are compared: “№ 000 123” is 000123."""
    return folded("".join(text.replace("№", "").split()))


@dataclass(frozen=True, slots=True)
class Blank:
    """A numbered sheet of paper. Its number is the printer's own, and no registration number."""

    series: str
    number: str

    @property
    def seen(self) -> tuple[str, str]:
        """By which two are the same: letters that look alike are one, and spaces are the writer's."""
        return written(self.series), written(self.number)

    def __str__(self) -> str:
        return f"{self.series} {self.number}".strip()


@dataclass(eq=False)
class BlankTaken(Refusal):
    """Another certificate of the issuer is on the blank with this series and number."""

    series: str
    number: str


@dataclass(eq=False)
class BlankSpoilt(Refusal):
    """It stands in the register as spoilt."""

    series: str
    number: str


@dataclass(eq=False)
class HasBlank(Refusal):
    """The certificate is on another one already."""

    certificate_id: UUID


@dataclass(eq=False)
class NoBlank(Refusal):
    """The certificate is on none."""

    certificate_id: UUID


@dataclass(eq=False)
class BlankChanged(Refusal):
    """Somebody entered another blank since it was looked at."""

    certificate_id: UUID


@dataclass(eq=False)
class SpoiltTooLate(Refusal):
    """On a day that is still to come."""

    today: date


@dataclass(eq=False)
class NotSpoilt(Refusal):
    """It does not stand in the register as spoilt."""


@dataclass(eq=False)
class UnknownBlank(Refusal):
    blank_id: UUID
