"""The organiser brings a file of entrants."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from competitions.api.deps import TheApp
from competitions.commands.entering.imports import keep_import, tell_import, undo_import
from competitions.domain.championship import Championship
from competitions.pages.entering.bringing import Bringing, bring, check, do, one, template_of
from competitions.pages.held import HolderOfChampionship
from competitions.pages.preparation.frame import render
from shared.identity.principal import Principal

router = APIRouter(prefix="/championships/{championship_id}/entries/import", include_in_schema=False)


@router.get("")
async def show(championship_id: UUID, request: Request, by: HolderOfChampionship, app: TheApp) -> HTMLResponse:
    return await bring(request, app, _bringing(championship_id, by), by)


@router.get("/template.xlsx")
async def template(championship_id: UUID, request: Request, by: HolderOfChampionship, app: TheApp) -> Response:
    return await template_of(request, app, championship_id, by)


@router.post("")
async def brought(championship_id: UUID, request: Request, by: HolderOfChampionship, app: TheApp) -> Response:
    return await check(request, app, _bringing(championship_id, by), by)


@router.get("/{import_id}")
async def found(
    championship_id: UUID, import_id: UUID, request: Request, by: HolderOfChampionship, app: TheApp
) -> HTMLResponse:
    return await one(request, app, _bringing(championship_id, by), import_id, by)


@router.post("/{import_id}/keeping")
async def keep(
    championship_id: UUID, import_id: UUID, request: Request, by: HolderOfChampionship, app: TheApp
) -> Response:
    return await do(request, app, _bringing(championship_id, by), import_id, by, keep_import)


@router.post("/{import_id}/telling")
async def tell(
    championship_id: UUID, import_id: UUID, request: Request, by: HolderOfChampionship, app: TheApp
) -> Response:
    return await do(request, app, _bringing(championship_id, by), import_id, by, tell_import)


@router.post("/{import_id}/undoing")
async def undo(
    championship_id: UUID, import_id: UUID, request: Request, by: HolderOfChampionship, app: TheApp
) -> Response:
    return await do(request, app, _bringing(championship_id, by), import_id, by, undo_import)


def _bringing(championship_id: UUID, by: Principal) -> Bringing:
    def shown(request: Request, name: str, championship: Championship, **context: Any) -> HTMLResponse:
        return render(request, name, championship, by, **context)

    return Bringing(championship_id, f"/championships/{championship_id}/entries", shown)
