"""Marking forms as PDF: blank ones, and those with what is recorded."""

from uuid import UUID

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from competitions.api.deps import TheApp
from competitions.pages.papers.answers import pdf, words_of
from competitions.papers.forms import TEMPLATE, of_forms
from competitions.queries.papers.forms import Forms, Kind, sheet_form, skill_forms
from competitions.wiring import App
from shared.web.deps import Insider
from shared.web.i18n import gettext_of

router = APIRouter(include_in_schema=False)


@router.get("/skills/{skill_id}/forms/blank.pdf")
async def blank_of_skill(skill_id: UUID, request: Request, by: Insider, app: TheApp) -> Response:
    """Of all sub-criteria and competitors."""
    return await _drawn(request, app, await skill_forms(app, skill_id, Kind.BLANK, by), "")


@router.get("/skills/{skill_id}/forms/filled.pdf")
async def filled_of_skill(skill_id: UUID, request: Request, by: Insider, app: TheApp) -> Response:
    return await _drawn(request, app, await skill_forms(app, skill_id, Kind.FILLED, by), "")


@router.get("/skills/{skill_id}/marking/{code}/forms/blank.pdf")
async def blank_of_sub_criterion(skill_id: UUID, code: str, request: Request, by: Insider, app: TheApp) -> Response:
    return await _drawn(request, app, await skill_forms(app, skill_id, Kind.BLANK, by, code), code)


@router.get("/skills/{skill_id}/marking/{code}/forms/filled.pdf")
async def filled_of_sub_criterion(skill_id: UUID, code: str, request: Request, by: Insider, app: TheApp) -> Response:
    return await _drawn(request, app, await skill_forms(app, skill_id, Kind.FILLED, by, code), code)


@router.get("/sheets/{sheet_id}/form/blank.pdf")
async def blank_of_sheet(sheet_id: UUID, request: Request, by: Insider, app: TheApp) -> Response:
    """Of one competitor."""
    return await _of_sheet(request, app, await sheet_form(app, sheet_id, Kind.BLANK, by))


@router.get("/sheets/{sheet_id}/form/filled.pdf")
async def filled_of_sheet(sheet_id: UUID, request: Request, by: Insider, app: TheApp) -> Response:
    return await _of_sheet(request, app, await sheet_form(app, sheet_id, Kind.FILLED, by))


async def _of_sheet(request: Request, app: App, forms: Forms) -> Response:
    return await _drawn(request, app, forms, forms.forms[0].sub_criterion.code)


async def _drawn(request: Request, app: App, forms: Forms, code: str) -> Response:
    _, skill = gettext_of(request), forms.skill
    what = _("Blank marking forms") if forms.kind is Kind.BLANK else _("Filled marking forms")
    title = " ".join(part for part in (f"{what}:", skill.number, skill.name.in_language(_.language), code) if part)
    words, at = words_of(request, app), app.now()
    return await pdf(app, TEMPLATE, title, lambda: of_forms(forms, title, words, at))
