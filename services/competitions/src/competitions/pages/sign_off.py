from uuid import UUID

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from competitions.api.deps import TheApp
from competitions.commands.sign_off import sign_skill, sign_sub_criteria
from competitions.domain.history.chain import spoken
from competitions.domain.refusal import Refusal
from competitions.domain.signing.sheets import NothingToSign
from competitions.domain.skill import Skill
from competitions.pages.rendering import pages
from competitions.queries.judged.signatures import signatures_of
from competitions.queries.results import rules_of
from competitions.queries.sign_off import mark_summary
from competitions.wiring import App
from shared.identity.principal import Principal
from shared.web.addresses import redirect
from shared.web.deps import Expert, Insider

router = APIRouter(prefix="/skills/{skill_id}/sign-off", include_in_schema=False)


@router.get("")
async def summary(skill_id: UUID, request: Request, by: Insider, app: TheApp) -> HTMLResponse:
    """The mark summary, and the chief expert's signature below it."""
    return await _render(request, app, skill_id, by)


@router.post("")
async def sign_off(skill_id: UUID, request: Request, by: Expert, app: TheApp) -> Response:
    try:
        await sign_skill(app, skill_id, by)
    except Refusal as refusal:
        return await _render(request, app, skill_id, by, refusal)
    return redirect(f"/skills/{skill_id}/sign-off")


@router.post("/sub-criteria")
async def sign_chosen(skill_id: UUID, request: Request, by: Expert, app: TheApp) -> Response:
    """Many at once: where one of them cannot be signed, none is."""
    async with request.form(max_files=0, max_fields=100) as sent:
        codes = [one for one in sent.getlist("code") if isinstance(one, str)]
    try:
        if not codes:
            raise NothingToSign
        await sign_sub_criteria(app, skill_id, codes, by)
    except Refusal as refusal:
        return await _render(request, app, skill_id, by, refusal)
    return redirect(f"/skills/{skill_id}/sign-off#signatures")


@router.get("/sub-criteria")
async def show_again(skill_id: UUID, request: Request, by: Insider, app: TheApp) -> HTMLResponse:
    """Where a refused form was sent to, opened again."""
    return await _render(request, app, skill_id, by)


async def _render(
    request: Request, app: App, skill_id: UUID, by: Principal, refusal: Refusal | None = None
) -> HTMLResponse:
    summary = await mark_summary(app, skill_id, by)
    return pages.render(
        request,
        "sign_off.html",
        refusal=refusal,
        errors=(),
        principal=by,
        marking=summary.marking,
        aspects=summary.aspects,
        rows=summary.rows,
        corrections=summary.corrections,
        signatures=await signatures_of(app, summary.marking),
        head=_head(summary.marking.skill),
        rules=rules_of(app, summary.marking.championship),
    )


def _head(skill: Skill) -> str | None:
    """As people compare it on paper."""
    return spoken(skill.signature.head) if skill.signature and skill.signature.head else None
