"""What a refusal looks like, and what makes one of an exception."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from pydantic import BaseModel, ConfigDict

from shared.web.i18n import Gettext

MEDIA_TYPE: Final = "application/problem+json"


class Explanation(BaseModel):
    """`where`: a JSON pointer into the body, a parameter's name, or a sheet's cell such as `CIS Marking Scheme Import!K12`."""

    where: str
    message: str
    fix: str


class Problem(BaseModel):
    """The body of every refusal (RFC 9457). `errors` has the first faults with how to mend each; `more` counts the others.

    Some types have further members, the facts that a program needs (RFC 9457, 3.2).
    """

    model_config = ConfigDict(extra="allow")

    type: str
    title: str
    status: int
    detail: str
    instance: str
    errors: list[Explanation] = []
    more: int = 0


Explain = Callable[[Any, Gettext], Sequence[Explanation]]
Facts = Callable[[Any], Mapping[str, Any]]


def no_facts(_error: Any) -> Mapping[str, Any]:
    return {}


@dataclass(frozen=True, slots=True)
class ProblemType:
    """What an error of the domain becomes. `title` is a msgid, `slug` the stable end of the problem's type."""

    error: type[Exception]
    slug: str
    status: int
    title: str
    explain: Explain
    facts: Facts = no_facts
    """Further members of the problem, as JSON has them."""


def problems(*errors: type[Exception]) -> dict[int | str, dict[str, Any]]:
    """The `responses` of a route that may refuse with `errors`. Their statuses are filled in by the service's table."""
    return {"4XX": {"model": Problem, "description": ", ".join(error.__name__ for error in errors) or "Refused"}}
