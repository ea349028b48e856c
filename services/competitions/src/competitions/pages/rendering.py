from collections.abc import Sequence

from starlette.requests import Request

from competitions.domain.refusal import Refusal
from shared.web.pages import Pages
from shared.web.problems import Explanation

pages = Pages("competitions")


def explanations(request: Request, refusal: Refusal) -> Sequence[Explanation]:
    """What a program would read in problem+json, for a page that answers several refusals at once."""
    errors: Sequence[Explanation] = request.app.state.translator.problem(request, refusal).errors
    return errors
