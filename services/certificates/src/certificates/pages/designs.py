"""An officer brings a design along, and sees how sample data looks in it before it is used."""

from typing import Annotated, Literal

from fastapi import APIRouter, File, Form, Request, Response, UploadFile

from certificates.access import check_officer
from certificates.api.deps import TheApp
from certificates.commands import designs as commands
from certificates.documents.shelf import offered
from certificates.documents.starting import common_parts, to_start_from
from certificates.documents.uploaded import MOST
from certificates.domain.achievement import Unconfirmed
from certificates.domain.designs.own import MOST as MOST_DESIGNS
from certificates.domain.refusal import Refusal
from certificates.pages.render import pages
from certificates.queries.certificates import read_issuer
from certificates.queries.designs import designs_in_use, read_sample
from certificates.wiring import App
from shared.errors import Stale
from shared.identity.principal import Principal
from shared.web.addresses import redirect
from shared.web.deps import Officer
from shared.web.forms import Mistyped, field_of, read, typed_in
from shared.web.i18n import gettext_of
from shared.web.schemas import In, Ticked

router = APIRouter(prefix="/issuers/{organisation}/designs", include_in_schema=False)

Case = Literal["short", "long", "word", "vietnamese", "chinese"]


class Deletion(In):
    sure: Ticked = False


@router.get("")
async def show_all(organisation: str, request: Request, officer: Officer, app: TheApp) -> Response:
    check_officer(officer, organisation)
    return await _page(request, app, officer)


@router.post("")
async def bring(
    organisation: str,
    request: Request,
    officer: Officer,
    app: TheApp,
    code: Annotated[str, Form(max_length=80)] = "",
    file: Annotated[UploadFile | None, File()] = None,
) -> Response:
    """Tried, then kept: a few seconds. A design of the same code is replaced."""
    check_officer(officer, organisation)
    archive = await file.read(MOST + 1) if file else b""
    try:
        await commands.keep(app, organisation, code.strip(), archive, by=officer.account)
    except (Refusal, Stale) as refusal:
        return await _page(request, app, officer, code, refusal)
    return redirect(f"/issuers/{organisation}/designs?kept")


@router.get("/example.zip")
async def show_example(organisation: str, officer: Officer) -> Response:
    """A design to start from, which can be brought along as it is."""
    check_officer(officer, organisation)
    headers = {"content-disposition": 'attachment; filename="design.zip"', "cache-control": "private, no-cache"}
    return Response(to_start_from(), media_type="application/zip", headers=headers)


@router.get("/parts.typ")
async def show_parts(organisation: str, officer: Officer) -> Response:
    """What a design may import, for whoever writes one."""
    check_officer(officer, organisation)
    return Response(
        common_parts(), media_type="text/plain; charset=utf-8", headers={"cache-control": "private, no-cache"}
    )


@router.get("/{code}/{case}.png")
async def show_sample(organisation: str, code: str, case: Case, officer: Officer, app: TheApp) -> Response:
    """How a case of sample data looks in it."""
    check_officer(officer, organisation)
    picture = await read_sample(app, organisation, code, case)
    return Response(picture, media_type="image/png", headers={"cache-control": "private, no-cache"})


@router.post("/{code}/deletion")
async def delete(organisation: str, code: str, request: Request, officer: Officer, app: TheApp) -> Response:
    check_officer(officer, organisation)
    try:
        if not read(Deletion, {"sure": (await typed_in(request)).get("sure", False)}).sure:
            raise Unconfirmed
        await commands.delete(app, organisation, code)
    except (Refusal, Mistyped, Stale) as refusal:
        return await _page(request, app, officer, refusal=refusal, wrong=code)
    return redirect(f"/issuers/{organisation}/designs?deleted")


async def _page(
    request: Request,
    app: App,
    officer: Principal,
    code: str = "",
    refusal: Exception | None = None,
    wrong: str = "",
) -> Response:
    """`code`: as it was typed; `wrong`: of the design that the refusal is about."""
    _ = gettext_of(request)
    organisation = request.path_params["organisation"]
    return pages.render(
        request,
        "designs.html",
        refusal=refusal,
        fields=lambda where: f"{field_of(where)}-{wrong}" if wrong else field_of(where),
        principal=officer,
        errors=(),
        issuer=await read_issuer(app, organisation),
        designs=await designs_in_use(app, organisation),
        most=MOST_DESIGNS,
        shipped=offered(),
        typed={"code": code},
        now={},
        kept="kept" in request.query_params,
        deleted="deleted" in request.query_params,
        cases={
            "short": _("A short name"),
            "long": _("A long name"),
            "word": _("One word of 57 letters"),
            "vietnamese": _("A Vietnamese name"),
            "chinese": _("A Chinese name"),
        },
    )
