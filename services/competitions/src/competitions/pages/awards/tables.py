"""A table of awards, step by step: brought, looked at, handed out, and what is left to print."""

from collections.abc import AsyncIterator, Sequence
from typing import Annotated, Any, Final, Literal
from uuid import UUID, uuid4

from fastapi import APIRouter, Query
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from competitions.api.awards.shapes import TermsIn
from competitions.api.awards.tables import MeantIn, numbered
from competitions.api.deps import TheApp
from competitions.commands.awards.bringing import bring_table, say_which
from competitions.commands.awards.offers import own_offer
from competitions.commands.awards.starting import ForAll, answer_rows, cancel_table, start_table
from competitions.domain.awards.rows import Row, RowState
from competitions.domain.awards.tables import Allowed, TableStage
from competitions.domain.refusal import Refusal
from competitions.pages.awards.remarks import with_remarks
from competitions.pages.awards.terms import body_of_terms
from competitions.pages.export import download
from competitions.pages.rendering import pages
from competitions.queries.awards.granting import own_championships, rows_in_state, rows_to_print, table_seen
from competitions.wiring import App
from shared.identity.principal import Principal
from shared.web.addresses import redirect
from shared.web.deps import Officer
from shared.web.forms import Mistyped, Typed, field_of, read, typed_in
from shared.web.i18n import gettext_of

router = APIRouter(prefix="/awards", include_in_schema=False)
PIECE: Final = 256 * 1024
MOST_FIELDS: Final = 20
SHOWN: Final = 50
HANDED_BACK: Final = 5_000
PRINTED: Final = 500
"""Documents of one archive, as the certificates service makes it at most."""
NOT_KEPT: Final = {"cache-control": "no-store"}
AfterRow = Annotated[int, Query(ge=0, le=10_000_000)]
CHOICES: Final[dict[str, ForAll]] = {
    "only_candidate": "only_candidate",
    "another": "another",
    "leave_out": "leave_out",
}


@router.post("/achievements/{achievement_id}/table")
async def bring(achievement_id: UUID, request: Request, by: Officer, app: TheApp) -> Response:
    offer = await own_offer(app, achievement_id, by)
    typed: dict[str, str] = {}
    try:
        async with request.form(max_files=1, max_fields=MOST_FIELDS) as sent:
            typed = {name: value for name, value in sent.items() if isinstance(value, str)}
            terms = read(TermsIn, body_of_terms(typed, achievement_id))
            content = _pieces(sent.get("table"))
            table = await bring_table(app, uuid4(), offer.id, terms.terms(), content, by)
    except (Mistyped, Refusal) as refusal:
        shown = {"principal": by, "offer": offer, "typed": typed, "championships": await own_championships(app, by)}
        return pages.render(request, "awards/table_new.html", refusal=refusal, fields=field_of, errors=(), **shown)
    return redirect(f"/awards/tables/{table.id}")


def _pieces(file: object) -> AsyncIterator[bytes]:
    """Raises Mistyped where no file was chosen."""
    if not isinstance(file, UploadFile) or not file.size:
        raise Mistyped([{"type": "missing", "loc": ("table",), "msg": "", "input": None}])
    return _read(file)


async def _read(file: UploadFile) -> AsyncIterator[bytes]:
    while piece := await file.read(PIECE):
        yield piece


@router.get("/tables/{table_id}")
async def show(table_id: UUID, request: Request, by: Officer, app: TheApp, after: AfterRow = 0) -> HTMLResponse:
    return await _page(request, app, table_id, by, after=after)


@router.post("/tables/{table_id}/championships")
async def say(table_id: UUID, request: Request, by: Officer, app: TheApp) -> Response:
    """Fields `meant-0` say which championship the first of the names means."""
    typed = await typed_in(request)
    unclear = (await table_seen(app, table_id, by)).table.unclear
    chosen = {one.written: typed.get(f"meant-{place}", "") for place, one in enumerate(unclear)}
    try:
        said = read(MeantIn, {"meant": {name: id for name, id in chosen.items() if id}})
        await say_which(app, table_id, said.meant, by)
    except (Mistyped, Refusal) as refusal:
        return await _page(request, app, table_id, by, refusal, typed=typed)
    return redirect(f"/awards/tables/{table_id}")


@router.post("/tables/{table_id}/answers")
async def answer(table_id: UUID, request: Request, by: Officer, app: TheApp) -> Response:
    """Fields `row-12` say who is meant in row 12, `for_all` in all that are open after that."""
    typed = await typed_in(request)
    said = {name.removeprefix("row-"): value for name, value in typed.items() if name.startswith("row-") and value}
    try:
        await answer_rows(app, table_id, numbered(said), CHOICES.get(typed.get("for_all", "")), by)
    except Refusal as refusal:
        return await _page(request, app, table_id, by, refusal)
    return redirect(f"/awards/tables/{table_id}")


@router.post("/tables/{table_id}/start")
async def start(table_id: UUID, request: Request, by: Officer, app: TheApp) -> Response:
    typed = await typed_in(request)
    allowed = Allowed("leave_out_faulty" in typed, "correct" in typed)
    try:
        await start_table(app, table_id, allowed, by)
    except Refusal as refusal:
        return await _page(request, app, table_id, by, refusal, typed=typed)
    return redirect(f"/awards/tables/{table_id}")


@router.post("/tables/{table_id}/cancellation")
async def cancel(table_id: UUID, request: Request, by: Officer, app: TheApp) -> Response:
    try:
        await cancel_table(app, table_id, by)
    except Refusal as refusal:
        return await _page(request, app, table_id, by, refusal)
    return redirect(f"/awards/tables/{table_id}")


@router.get("/tables/{table_id}/remarks.xlsx")
async def remarks(table_id: UUID, request: Request, by: Officer, app: TheApp) -> Response:
    """The rows that have faults, with what is wrong beside each: mended they can be brought again by themselves."""
    seen = await table_seen(app, table_id, by)
    rows, _after = await rows_in_state(app, table_id, RowState.FAULTY, by, limit=HANDED_BACK)
    return download("remarks", with_remarks(seen.table, rows, gettext_of(request)))


@router.get("/tables/{table_id}/to-print")
async def to_print(
    table_id: UUID,
    request: Request,
    by: Officer,
    app: TheApp,
    after: AfterRow = 0,
    who: Literal["unreached", "everybody"] = "unreached",
) -> HTMLResponse:
    """As many a page as the certificates service packs into one archive."""
    seen, everybody = await table_seen(app, table_id, by), who == "everybody"
    rows, following = await rows_to_print(app, table_id, by, after=after, limit=PRINTED, everybody=everybody)
    here = f"/awards/tables/{table_id}/to-print?who={who}"
    next_ = f"{here}&after={following}" if following else None
    shown = {"seen": seen, "rows": rows, "next": next_, "first": here if after else None, "everybody": everybody}
    return pages.render(request, "awards/to_print.html", headers=NOT_KEPT, principal=by, **shown)


async def _page(
    request: Request,
    app: App,
    table_id: UUID,
    by: Principal,
    refusal: Exception | None = None,
    *,
    after: int = 0,
    typed: Typed | None = None,
) -> HTMLResponse:
    seen = await table_seen(app, table_id, by)
    stage = seen.table.stage

    async def some(state: RowState) -> tuple[Sequence[Row], int | None]:
        is_shown = stage is TableStage.CHECKED or (stage is TableStage.DONE and state is RowState.FAULTY)
        return await rows_in_state(app, table_id, state, by, after=after, limit=SHOWN) if is_shown else ((), None)

    shown: dict[str, Any] = {}
    for state in (RowState.FAULTY, RowState.UNSURE, RowState.CHANGES):
        shown[state.value], shown[f"more_{state.value}"] = await some(state)
    has_to_print = bool(stage is TableStage.DONE and (await rows_to_print(app, table_id, by, limit=1))[0])
    return pages.render(
        request,
        "awards/table.html",
        principal=by,
        refusal=refusal,
        errors=(),
        seen=seen,
        after=after,
        typed=typed or {},
        has_to_print=has_to_print,
        **shown,
    )
