"""Two records that are of one person: beside each other, merged, and parted again."""

from typing import Literal
from uuid import UUID

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from competitions.api.deps import TheApp
from competitions.commands.records.merging import merge, part, show_alike_again, tell_apart
from competitions.domain.refusal import Refusal
from competitions.pages.held import KeeperOfPerson
from competitions.pages.rendering import pages
from competitions.queries.people import kept_by
from competitions.queries.records.merging import MERGEABLE, chosen, compared
from competitions.wiring import App
from shared.errors import Outdated, Stale
from shared.identity.principal import Principal
from shared.web.addresses import redirect
from shared.web.forms import Mistyped, body_of, read, typed_in
from shared.web.schemas import In, Whole

router = APIRouter(prefix="/people/{subject_id}", include_in_schema=False)
Side = Literal["staying", "going"]


class Choice(In):
    """Whose value stands, a fact each; what both have alike is not asked."""

    version: Whole
    """Of the record that stays, as it was shown."""
    family_name: Side = "staying"
    given_name: Side = "staying"
    patronymic: Side = "staying"
    birth_date: Side = "staying"
    email: Side = "staying"
    phone: Side = "staying"
    course: Side = "staying"
    language: Side = "staying"

    @property
    def of_going(self) -> list[str]:
        return [name for name in MERGEABLE if getattr(self, name) == "going"]


@router.get("/merge/{other_id}")
async def compare(subject_id: UUID, other_id: UUID, request: Request, by: KeeperOfPerson, app: TheApp) -> HTMLResponse:
    return await _compare(request, app, subject_id, other_id, by)


@router.post("/merge/{other_id}")
async def confirm(
    subject_id: UUID,
    other_id: UUID,
    request: Request,
    by: KeeperOfPerson,
    app: TheApp,
) -> Response:
    pair = await compared(app, subject_id, other_id, by)
    typed = await typed_in(request)
    try:
        choice = read(Choice, body_of(typed, tuple(Choice.model_fields), numbers=("version",)))
        await merge(app, pair.going.id, pair.staying.id, chosen(pair, choice.of_going), choice.version, by)
    except Stale:
        return await _compare(request, app, subject_id, other_id, by, Outdated())
    except (Refusal, Mistyped) as refusal:
        return await _compare(request, app, subject_id, other_id, by, refusal)
    return redirect(f"/people/{pair.staying.id}")


@router.post("/merge/{other_id}/apart")
async def two_people(subject_id: UUID, other_id: UUID, request: Request, by: KeeperOfPerson, app: TheApp) -> Response:
    try:
        await tell_apart(app, subject_id, other_id, by)
    except Refusal as refusal:
        return await _compare(request, app, subject_id, other_id, by, refusal)
    return redirect(f"/people/{subject_id}")


@router.post("/merge/{other_id}/apart/end")
async def perhaps_one(subject_id: UUID, other_id: UUID, by: KeeperOfPerson, app: TheApp) -> Response:
    """It is open again."""
    await show_alike_again(app, subject_id, other_id, by)
    return redirect(f"/people/{subject_id}")


@router.get("/parting")
async def ask(subject_id: UUID, request: Request, by: KeeperOfPerson, app: TheApp) -> HTMLResponse:
    return await _ask(request, app, subject_id, by)


@router.post("/parting")
async def undo(subject_id: UUID, request: Request, by: KeeperOfPerson, app: TheApp) -> Response:
    try:
        await part(app, subject_id, by)
    except Refusal as refusal:
        return await _ask(request, app, subject_id, by, refusal)
    return redirect(f"/people/{subject_id}")


async def _compare(
    request: Request, app: App, one_id: UUID, other_id: UUID, by: Principal, refusal: Exception | None = None
) -> HTMLResponse:
    pair = await compared(app, one_id, other_id, by)
    return pages.render(
        request, "people/merge.html", refusal=refusal, errors=(), principal=by, pair=pair, facts=MERGEABLE
    )


async def _ask(
    request: Request, app: App, subject_id: UUID, by: Principal, refusal: Exception | None = None
) -> HTMLResponse:
    alias = await kept_by(app, subject_id, by)
    staying = await kept_by(app, alias.merged_into, by) if alias.merged_into else None
    return pages.render(
        request, "people/parting.html", refusal=refusal, errors=(), principal=by, alias=alias, staying=staying
    )
