"""The regions and organisations of a championship: entries, quotas, compatriots and standings go by this list."""

from collections.abc import Callable
from typing import Any, Final
from uuid import UUID, uuid4

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from competitions.api.deps import TheApp
from competitions.api.members import MemberIn
from competitions.commands.members import keep_member, merge_members, remove_member
from competitions.domain.member import normal_form
from competitions.domain.refusal import Refusal
from competitions.pages.export import exported
from competitions.pages.preparation.frame import heading_of, render
from competitions.queries.members import MemberRow, MembersKept, member_list
from shared.identity.principal import Principal
from shared.ids import derive
from shared.web.addresses import redirect
from shared.web.deps import Organiser
from shared.web.forms import Mistyped, Typed, read, typed_in
from shared.web.i18n import gettext_of
from shared.web.lists.listing import Asked, Listed, Shape, asked, listed
from shared.web.schemas import In

router = APIRouter(prefix="/championships/{championship_id}", include_in_schema=False)
SORTS: Final = ("name", "entries", "experts")
NEW: Final = "new"


class Chosen(In):
    """What a spelling means, or what a member is merged with."""

    into: UUID


@router.get("/members")
async def show(championship_id: UUID, request: Request, by: Organiser, app: TheApp) -> HTMLResponse:
    found = await member_list(app, championship_id, by)
    return _list(request, by, found)


@router.get("/members.xlsx")
async def export(championship_id: UUID, request: Request, by: Organiser, app: TheApp) -> Response:
    _ = gettext_of(request)
    found = await member_list(app, championship_id, by)
    rows = _listed(found, asked(_shape(championship_id), request.query_params), paged=False).rows
    headings = (_("Name"), _("Other spellings"), _("Entries"), _("Experts"))
    about = heading_of(request, app, _("Regions and organisations"), found.championship, by)
    cells = [(row.member.name, "; ".join(row.member.spellings), row.entries, row.experts) for row in rows]
    return await exported("members", about, headings, cells)


@router.get("/members/new")
async def begin(championship_id: UUID, request: Request, by: Organiser, app: TheApp) -> HTMLResponse:
    found = await member_list(app, championship_id, by)
    return render(request, "member_new", found.championship, by, typed={"draft": str(uuid4())})


@router.post("/members/new")
async def add(championship_id: UUID, request: Request, by: Organiser, app: TheApp) -> Response:
    found = await member_list(app, championship_id, by)
    typed = await typed_in(request)
    try:
        member_id = derive("member", str(championship_id), by.account, typed.get("draft", ""))
        await keep_member(app, championship_id, _member(typed).member(member_id), by)
    except (Mistyped, Refusal) as refusal:
        return render(request, "member_new", found.championship, by, typed=typed, refusal=refusal)
    more = "/new" if typed.get("go") == "another" else ""
    return redirect(f"/championships/{championship_id}/members{more}")


@router.post("/members/spelling")
async def place_spelling(championship_id: UUID, request: Request, by: Organiser, app: TheApp) -> Response:
    """What somebody was entered with becomes a member of its own, or a spelling of one that is known."""
    found = await member_list(app, championship_id, by)
    typed = await typed_in(request)
    written = typed.get("spelling", "")
    try:
        if typed.get("into") in {None, "", NEW}:
            member_id = derive("member", str(championship_id), normal_form(written))
            await keep_member(app, championship_id, read(MemberIn, {"name": written}).member(member_id), by)
        else:
            known = found.row(read(Chosen, {"into": _id(typed, "into")}).into).member
            body = {"name": known.name, "spellings": (*known.spellings, written)}
            await keep_member(app, championship_id, read(MemberIn, body).member(known.id), by)
    except (Mistyped, Refusal) as refusal:
        return _list(request, by, found, refusal)
    return redirect(f"/championships/{championship_id}/members")


@router.get("/members/{member_id}")
async def edit(championship_id: UUID, member_id: UUID, request: Request, by: Organiser, app: TheApp) -> HTMLResponse:
    found = await member_list(app, championship_id, by)
    member = found.row(member_id).member
    typed = {"name": member.name, "spellings": "\n".join(member.spellings)}
    return _member_page(request, by, found, member_id, typed)


@router.post("/members/{member_id}")
async def change(championship_id: UUID, member_id: UUID, request: Request, by: Organiser, app: TheApp) -> Response:
    """By its button the form saves the member, merges it with another, or takes it off the list."""
    found = await member_list(app, championship_id, by)
    found.row(member_id)
    typed = await typed_in(request)
    try:
        match typed.get("go"):
            case "merge":
                into = read(Chosen, {"into": _id(typed, "into")}).into
                await merge_members(app, championship_id, member_id, into, by)
            case "remove":
                await remove_member(app, championship_id, member_id, by)
            case _:
                await keep_member(app, championship_id, _member(typed).member(member_id), by)
    except (Mistyped, Refusal) as refusal:
        return _member_page(request, by, found, member_id, typed, refusal)
    return redirect(f"/championships/{championship_id}/members")


def _list(request: Request, by: Principal, found: MembersKept, refusal: Exception | None = None) -> HTMLResponse:
    chosen = asked(_shape(found.championship.id), request.query_params)
    return render(
        request,
        "members",
        found.championship,
        by,
        found=found,
        listed=_listed(found, chosen),
        choices=[(str(row.member.id), row.member.name) for row in found.rows],
        refusal=refusal,
    )


def _member_page(
    request: Request,
    by: Principal,
    found: MembersKept,
    member_id: UUID,
    typed: Typed,
    refusal: Exception | None = None,
) -> HTMLResponse:
    others = [(str(row.member.id), row.member.name) for row in found.rows if row.member.id != member_id]
    return render(
        request,
        "member",
        found.championship,
        by,
        row=found.row(member_id),
        others=others,
        typed={"name": "", "spellings": "", **typed},
        refusal=refusal,
    )


def _shape(championship_id: UUID) -> Shape:
    return Shape(f"/championships/{championship_id}/members", SORTS)


def _listed(found: MembersKept, chosen: Asked, *, paged: bool = True) -> Listed[MemberRow]:
    keys: dict[str, Callable[[MemberRow], Any]] = {
        "name": lambda row: normal_form(row.member.name),
        "entries": lambda row: row.entries,
        "experts": lambda row: row.experts,
    }

    def matches(row: MemberRow) -> bool:
        wanted = normal_form(chosen.search)
        return any(wanted in form for form in row.member.forms)

    return listed(
        chosen, found.rows, key=keys[chosen.column], id=lambda row: row.member.id, matches=matches, paged=paged
    )


def _member(typed: Typed) -> MemberIn:
    """Spellings stand one a line. Raises Mistyped."""
    spellings = [line for line in typed.get("spellings", "").splitlines() if line.strip()]
    return read(MemberIn, {"name": typed.get("name", ""), "spellings": spellings})


def _id(typed: Typed, field: str) -> Any:
    """An id where the field has one; what else it has the model refuses."""
    try:
        return UUID(typed.get(field, ""))
    except ValueError:
        return typed.get(field, "")
