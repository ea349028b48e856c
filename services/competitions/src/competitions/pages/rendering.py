from collections.abc import Sequence

from starlette.requests import Request

from competitions.api.problems import PROBLEMS
from competitions.domain.refusal import Refusal
from shared.web.pages import Pages, gettext_of
from shared.web.problems import Explanation, ProblemType

pages = Pages("competitions")
TYPES: dict[type[Exception], ProblemType] = {one.error: one for one in PROBLEMS}


def explained(request: Request, refusal: Refusal) -> Sequence[Explanation]:
    """What a program would read in problem+json, for the summary on top of the page."""
    return TYPES[type(refusal)].explain(refusal, gettext_of(request))


def status_of(refusal: Refusal) -> int:
    return TYPES[type(refusal)].status
