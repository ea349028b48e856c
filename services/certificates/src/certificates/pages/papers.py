"""An officer prints a list to sign, or cards with codes for a class, of certificates by their running numbers."""

from typing import Annotated, Any, Final, Literal

from fastapi import APIRouter, Request, Response
from pydantic import Field

from certificates.access import check_officer
from certificates.api.deps import TheApp
from certificates.documents.together import cards, list_to_sign
from certificates.domain.refusal import Refusal
from certificates.pages.render import pages
from certificates.queries.certificates import read_issuer, read_letterhead
from certificates.queries.papers import MOST, to_print
from certificates.wiring import App
from shared.identity.principal import Principal
from shared.web.deps import Officer, ReaderLanguage
from shared.web.forms import Mistyped, Typed, body_of, field_of, read
from shared.web.i18n import gettext_of
from shared.web.schemas import In, Whole

router = APIRouter(prefix="/issuers/{organisation}/papers", include_in_schema=False)
NUMBERS: Final = ("year", "first", "last")
Running = Annotated[Whole, Field(ge=1, le=99_999_999)]


class Print(In):
    year: Annotated[Whole, Field(ge=2000, le=2099)]
    first: Running
    """A running number of the register in that year."""
    last: Running
    what: Literal["list", "cards"]


@router.get("")
async def ask(organisation: str, request: Request, officer: Officer, app: TheApp) -> Response:
    check_officer(officer, organisation)
    typed = {"year": str(app.day(app.now()).year), "first": "1", "last": "24", "what": "list"}
    return await _form(request, app, officer, typed)


@router.get("/print")
async def show(
    organisation: str, request: Request, officer: Officer, app: TheApp, language: ReaderLanguage
) -> Response:
    """The PDF, or the form with what is wrong in it."""
    check_officer(officer, organisation)
    typed = {name: value for name, value in request.query_params.items() if name != "lang"}
    try:
        asked = read(Print, body_of(typed, Print.model_fields, NUMBERS))
        found = await to_print(app, organisation, asked.year, asked.first, asked.last)
    except (Refusal, Mistyped) as refusal:
        return await _form(request, app, officer, typed, refusal)
    letterhead = await read_letterhead(app, organisation)
    draw = list_to_sign if asked.what == "list" else cards
    paper = await draw(app.rendering, found, letterhead, language, app.now())
    headers = {
        "cache-control": "private, no-store",
        "content-disposition": f'inline; filename="{asked.what}-{asked.year}-{asked.first}.pdf"',
    }
    return Response(paper, media_type="application/pdf", headers=headers)


async def _form(
    request: Request, app: App, officer: Principal, typed: Typed, refusal: Exception | None = None
) -> Response:
    _ = gettext_of(request)
    context: dict[str, Any] = {
        "issuer": await read_issuer(app, request.path_params["organisation"]),
        "kinds": [
            ("list", _("List to sign, 24 rows a page")),
            ("cards", _("Cards with codes, 24 a page of 70 × 37 mm")),
        ],
        "most": MOST,
    }
    return pages.render(
        request,
        "papers.html",
        refusal=refusal,
        fields=field_of,
        principal=officer,
        errors=(),
        typed=typed,
        now={},
        **context,
    )
