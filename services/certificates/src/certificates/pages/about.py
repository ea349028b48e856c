"""An officer says of the organisation whom to ask and who signs, and uploads its pictures."""

from dataclasses import asdict
from typing import Annotated, Any, Final

from fastapi import APIRouter, File, Form, Request, Response, UploadFile

from certificates.access import check_officer
from certificates.api.deps import TheApp
from certificates.api.issuers import AboutIn, picture_url
from certificates.commands import issuers
from certificates.domain.designs.own import PrintingBusy
from certificates.domain.issuer import Issuer, Picture
from certificates.domain.picture import BadPicture
from certificates.domain.refusal import Refusal
from certificates.formats.pictures import MOST
from certificates.pages.render import pages
from certificates.queries.certificates import read_issuer
from certificates.wiring import App
from shared.errors import Outdated, Stale
from shared.identity.principal import Principal
from shared.web.addresses import redirect
from shared.web.deps import Officer
from shared.web.forms import Mistyped, Typed, body_of, field_of, read, typed_in, typed_of, whole
from shared.web.i18n import Gettext, gettext_of

router = APIRouter(prefix="/issuers/{organisation}", include_in_schema=False)
FIELDS: Final = tuple(AboutIn.model_fields)


@router.get("/edit")
async def ask(organisation: str, request: Request, officer: Officer, app: TheApp) -> Response:
    check_officer(officer, organisation)
    return await _page(request, app, officer)


@router.post("/edit")
async def describe(organisation: str, request: Request, officer: Officer, app: TheApp) -> Response:
    """What a colleague saved meanwhile is not written over: it is shown beside what was typed."""
    check_officer(officer, organisation)
    typed = await typed_in(request)
    try:
        about = read(AboutIn, body_of(typed, FIELDS)).about()
        await issuers.describe(app, organisation, about, whole(typed.get("version", "")))
    except (Refusal, Mistyped, Outdated, Stale) as refusal:
        return await _page(request, app, officer, typed, refusal)
    return redirect(f"/issuers/{organisation}?saved")


@router.post("/pictures/{of}")
async def show_picture(
    organisation: str,
    of: Picture,
    request: Request,
    officer: Officer,
    app: TheApp,
    file: Annotated[UploadFile | None, File()] = None,
    remove: Annotated[str, Form(max_length=2)] = "",
) -> Response:
    """The chosen file, or none any more. Who chose none keeps what was there."""
    check_officer(officer, organisation)
    data = await file.read(MOST + 1) if file else b""
    try:
        await (
            issuers.drop_picture(app, organisation, of) if remove else issuers.show_picture(app, organisation, of, data)
        )
    except (BadPicture, PrintingBusy) as refusal:
        return await _page(request, app, officer, refusal=refusal, wrong=of)
    return redirect(f"/issuers/{organisation}/edit?saved")


async def _page(
    request: Request,
    app: App,
    officer: Principal,
    typed: Typed | None = None,
    refusal: Exception | None = None,
    wrong: Picture | None = None,
) -> Response:
    issuer = await read_issuer(app, request.path_params["organisation"])
    saved = _typed(issuer)
    is_late = isinstance(refusal, Outdated | Stale)
    return pages.render(
        request,
        "issuer_edit.html",
        refusal=refusal,
        fields=lambda where: f"file-{wrong}" if wrong else field_of(where),
        principal=officer,
        errors=(),
        issuer=issuer,
        typed=saved if typed is None else typed,
        now={name: value for name, value in saved.items() if value != typed.get(name, "")} if typed and is_late else {},
        pictures=_pictures(issuer, app, gettext_of(request)),
        saved="saved" in request.query_params,
    )


def _typed(issuer: Issuer) -> dict[str, str]:
    return typed_of(asdict(issuer.about))


def _pictures(issuer: Issuer, app: App, _: Gettext) -> list[dict[str, Any]]:
    names = {
        Picture.LOGO: _("Logo"),
        Picture.SEAL: _("Seal"),
        Picture.FACSIMILE: _("Facsimile of the signature"),
    }
    kept = {one.of: picture_url(issuer, one, app.origin) for one in issuer.pictures}
    return [{"of": of.value, "name": name, "url": kept.get(of)} for of, name in names.items()]
