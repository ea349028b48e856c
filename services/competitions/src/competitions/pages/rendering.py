from collections.abc import Sequence

from starlette.requests import Request

from competitions.domain.refusal import Refusal
from shared.identity.principal import Principal
from shared.web.lists.listing import LONGEST_SEARCH
from shared.web.lists.searching import opened_search, sealed_search
from shared.web.pages import Pages
from shared.web.problems import Explanation

pages = Pages("competitions")


def seal_search(request: Request, text: str, by: Principal) -> str:
    """What was searched for, as it stands in the address."""
    return sealed_search(request.app.state.settings, text[:LONGEST_SEARCH], by.account)


def searched(request: Request, found: str | None, by: Principal) -> str | None:
    """What was searched for; None where nothing was, or it is over."""
    return opened_search(request.app.state.settings, found, by.account) if found else None


def explanations(request: Request, refusal: Refusal) -> Sequence[Explanation]:
    """What a program would read in problem+json, for a page that answers several refusals at once."""
    errors: Sequence[Explanation] = request.app.state.translator.problem(request, refusal).errors
    return errors
