import hashlib
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import HTMLResponse

from competitions.domain.refusal import Refusal
from shared.identity.principal import Principal
from shared.web.lists.listing import LONGEST_SEARCH
from shared.web.lists.searching import opened_search, sealed_search
from shared.web.pages import Pages
from shared.web.problems import Explanation

KEPT: Final = frozenset({"start.html", "marking.html", "sub_criterion.html", "grid.html", "sheet.html", "late.html"})
"""What a tablet may keep for who is signed in, so that it opens without a network."""
KEPT_FOR: Final = "kept-for"


def kept_for(account: str) -> str:
    """The name under which a tablet keeps the pages of an account; it tells nobody which."""
    return hashlib.sha256(f"pages of {account}".encode()).hexdigest()[:16]


class KeptPages(Pages):
    def render(self, request: Request, name: str, *args: Any, **context: Any) -> HTMLResponse:
        """As of any pages; where a tablet may keep it, a header says for whom."""
        response = super().render(request, name, *args, **context)
        by: Principal | None = context.get("principal")
        if name in KEPT and by is not None and response.status_code == HTTPStatus.OK:
            response.headers[KEPT_FOR] = kept_for(by.account)
        return response


pages = KeptPages("competitions")


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
