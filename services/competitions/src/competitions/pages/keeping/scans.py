"""Scans of what was signed on paper: added on the person's page of consents, opened by named readers with a record of it."""

from uuid import UUID, uuid4

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from competitions.access import held_by
from competitions.api.deps import TheApp
from competitions.api.scans import answered
from competitions.commands.keeping.scans import add_scan, read_scan
from competitions.domain.consents.records import Purpose, Way
from competitions.domain.refusal import Refusal, Unknown
from competitions.pages.held import HolderOfEntry
from competitions.pages.preparation.frame import render
from competitions.pages.preparation.uploading import uploaded
from competitions.queries.consents import consents_of_registration
from competitions.queries.keeping.scans import ShownScan, scans_of, shown_scan
from competitions.wiring import App
from shared.identity.principal import Principal
from shared.web.addresses import redirect
from shared.web.deps import SignedIn
from shared.web.forms import Mistyped, body_of, read
from shared.web.schemas import In

router = APIRouter(prefix="/championships/{championship_id}/consents", include_in_schema=False)


class Chosen(In):
    """Which answer on paper it shows: the giver and the purpose in one choice."""

    giver: UUID
    purpose: Purpose


@router.get("/{registration_id}/scans")
async def scans(
    championship_id: UUID,
    registration_id: UUID,
    request: Request,
    by: HolderOfEntry,
    app: TheApp,
    person: UUID | None = None,
) -> HTMLResponse:
    """`person`: which of a team's members."""
    return await _page(request, app, championship_id, registration_id, by, person)


@router.post("/{registration_id}/scans")
async def add(
    championship_id: UUID,
    registration_id: UUID,
    request: Request,
    by: HolderOfEntry,
    app: TheApp,
    person: UUID | None = None,
) -> Response:
    try:
        sent = await uploaded(request, "scan")
        giver, _, purpose = sent.typed.get("answer", "").partition(":")
        chosen = read(Chosen, body_of({"giver": giver, "purpose": purpose}, ("giver", "purpose")))
        await add_scan(app, registration_id, chosen.giver, chosen.purpose, sent.form_id, sent.content, by, person)
    except (Refusal, Mistyped) as refusal:
        return await _page(request, app, championship_id, registration_id, by, person, refusal)
    which = f"&person={person}" if person else ""
    return redirect(f"/championships/{championship_id}/consents/{registration_id}/scans?kept{which}")


@router.get("/scans/{scan_id}")
async def one(championship_id: UUID, scan_id: UUID, request: Request, by: SignedIn, app: TheApp) -> HTMLResponse:
    """For the organiser, and for who may open it."""
    found = await _found(app, championship_id, scan_id, by)
    return render(request, "scan", found.championship, by, found=found, tabs=())


@router.post("/scans/{scan_id}")
async def open_it(championship_id: UUID, scan_id: UUID, by: SignedIn, app: TheApp) -> Response:
    """The file itself; that it was opened is recorded before."""
    await _found(app, championship_id, scan_id, by)
    return answered(*await read_scan(app, scan_id, by))


async def _found(app: App, championship_id: UUID, scan_id: UUID, by: Principal) -> ShownScan:
    found = await shown_scan(app, scan_id, by)
    if found.championship.id != championship_id:
        raise Unknown("scan", scan_id)
    return found


async def _page(
    request: Request,
    app: App,
    championship_id: UUID,
    registration_id: UUID,
    by: Principal,
    person: UUID | None,
    refusal: Exception | None = None,
) -> HTMLResponse:
    row = await consents_of_registration(app, registration_id, by, person)
    championship = await held_by(app, championship_id, by)
    records = {voice.consents.id: voice for voice in row.voices if voice.consents}
    on_paper = [
        (voice, purpose)
        for voice in records.values()
        for purpose in Purpose
        if voice.consents and (said := voice.consents.of(purpose)) and said.way is Way.PAPER
    ]
    return render(
        request,
        "scans",
        championship,
        by,
        refusal=refusal,
        row=row,
        on_paper=on_paper,
        scans=[(records[one.consents_id].giver, one, times) for one, times in await scans_of(app, list(records))],
        once=uuid4(),
        kept="kept" in request.query_params,
    )
