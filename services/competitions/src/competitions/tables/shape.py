"""What the cells of a row must be: the rules of the API's bodies."""

from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, TypeAlias

from pydantic import Field

from competitions.domain.awards.facts import MOST_HOURS, MOST_MODULES, Facts, Module
from shared.web.schemas import In, Name, PrintedLine, PrintedName, Short, email

if TYPE_CHECKING:
    Email: TypeAlias = str
else:
    Email = email(254)
Hours = Annotated[int, Field(ge=1, le=MOST_HOURS)]
Score = Annotated[Decimal, Field(ge=0, lt=1_000_000, decimal_places=2)]
"""To the cent, as certificates and their codes say it."""


class ModuleIn(In):
    title: PrintedLine
    hours: Hours | None = None
    mark: PrintedLine | None = None
    """In words, or as a number of how many: «12,5 из 15»."""


class FactsIn(In):
    hours: Hours | None = None
    score: Score | None = None
    out_of: Annotated[Score, Field(gt=0)] | None = None
    result: PrintedName | None = None
    basis: PrintedName | None = None
    level: PrintedLine | None = None
    evidence: PrintedName | None = None
    modules: Annotated[tuple[ModuleIn, ...], Field(max_length=MOST_MODULES)] = ()

    def facts(self) -> Facts:
        modules = tuple(Module(one.title, one.hours, one.mark) for one in self.modules)
        return Facts(self.hours, self.score, self.out_of, self.result, self.basis, self.level, modules, self.evidence)


class PersonIn(In):
    family_name: PrintedLine
    given_name: PrintedLine
    patronymic: PrintedLine | None = None
    email: Email | None = None
    guardian_email: Email | None = None


class RestIn(In):
    key: Short | None = None
    consent_file: Short | None = None
    guardian: Name | None = None
    championship: Name | None = None
    course: PrintedName | None = None
    event: PrintedName | None = None
