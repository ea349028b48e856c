"""`/championships/{id}/jury/experts`: all who judge or were asked to, found, filtered, written to again, and as a file."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import APIRouter, Form, Query
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from competitions import letter_events
from competitions.api.deps import TheApp
from competitions.commands.judging import resend
from competitions.domain.championship import Championship
from competitions.domain.entering.search import fold
from competitions.domain.expert import Duty
from competitions.domain.preparation.plan import zone_of
from competitions.domain.refusal import Refusal
from competitions.pages.export import exported
from competitions.pages.held import HolderOfChampionship
from competitions.pages.narrowing import Narrowing, narrowed_to, narrowing
from competitions.pages.preparation.frame import heading_of, render
from competitions.queries.jurors import JurorRow, JurorState, all_jurors
from competitions.wiring import App
from shared.identity.principal import Principal
from shared.ids import derive
from shared.web.addresses import redirect
from shared.web.formats import Formats
from shared.web.i18n import Gettext, gettext_of, language
from shared.web.lists.listing import LONGEST_SEARCH, Asked, Listed, listed
from shared.web.schemas import In

router = APIRouter(prefix="/championships/{championship_id}/jury", include_in_schema=False)
SORTS: Final = ("name", "skill", "role", "state", "member")
MOST_AT_ONCE: Final = 200
DUTIES: Mapping[Duty, Callable[[Gettext], str]] = {
    Duty.CHIEF: lambda _: _("Chief expert"),
    Duty.DEPUTY: lambda _: _("Deputy of the chief expert"),
    Duty.EXPERT: lambda _: _("Expert"),
    Duty.INDEPENDENT: lambda _: _("Independent expert"),
}
STATES: Mapping[JurorState, Callable[[Gettext], str]] = {
    JurorState.ON_JURY: lambda _: _("On the jury"),
    JurorState.INVITED: lambda _: _("Waiting for an answer"),
    JurorState.EXPIRED: lambda _: _("Expired"),
    JurorState.DECLINED: lambda _: _("Declined"),
    JurorState.TAKEN_BACK: lambda _: _("Taken back"),
}


class Again(In):
    """The letters that are to be written anew, each the newest that was seen."""

    letter: Annotated[tuple[UUID, ...], Query(max_length=MOST_AT_ONCE)] = ()


@dataclass(frozen=True, slots=True)
class Seen:
    championship: Championship
    narrowing: Narrowing
    list: Listed[JurorRow]
    every: tuple[JurorRow, ...]


@router.get("/experts")
async def show(
    championship_id: UUID,
    request: Request,
    by: HolderOfChampionship,
    app: TheApp,
    written: Annotated[int | None, Query(ge=0)] = None,
) -> HTMLResponse:
    """`written`: how many letters were sent again."""
    seen = await _seen(request, app, championship_id, by)
    _ = gettext_of(request)
    return render(
        request,
        "all_experts",
        seen.championship,
        by,
        listed=seen.list,
        seen=seen.narrowing,
        skills={row.skill.id: row.skill for row in seen.every}.values(),
        roles=[(duty.value, word(_)) for duty, word in DUTIES.items()],
        states=[(state.value, word(_)) for state, word in STATES.items()],
        letter_event=letter_events.of_jury_letter,
        written=written,
    )


@router.get("/experts.xlsx")
async def export(championship_id: UUID, request: Request, by: HolderOfChampionship, app: TheApp) -> Response:
    """All that the filters let through."""
    seen = await _seen(request, app, championship_id, by, paged=False)
    _, spoken = gettext_of(request), language(request)
    local = Formats(spoken, zone_of(seen.championship.time_zone))
    headings = [_("Expert"), _("Skill"), _("Role"), _("State"), _("Since"), _("Region or organisation")]
    cells = [
        (
            row.name or "",
            f"{row.skill.number} {row.skill.name.in_language(spoken)}",
            DUTIES[row.duty](_),
            STATES[row.state](_),
            local.day(row.since) if row.since else "",
            row.member or "",
        )
        for row in seen.list.rows
    ]
    return await exported("experts", heading_of(request, app, _("Experts"), seen.championship, by), headings, cells)


@router.post("/experts/search")
async def search(
    championship_id: UUID,
    request: Request,
    by: HolderOfChampionship,
    app: TheApp,
    text: Annotated[str, Form(max_length=LONGEST_SEARCH)] = "",
) -> Response:
    """Names stand in no address. Filters and order stay."""
    return narrowed_to(request, by, (await _seen(request, app, championship_id, by)).list.asked, text)


@router.post("/experts/letters")
async def write_again(
    championship_id: UUID, by: HolderOfChampionship, app: TheApp, sent: Annotated[Again, Form()]
) -> Response:
    """To those who were ticked and have not answered. A letter that was written meanwhile is not written twice."""
    _, rows = await all_jurors(app, championship_id, by)
    written = 0
    for row in rows:
        if row.letter_id in sent.letter and row.letter_id:
            try:
                await resend(app, row.skill.id, row.subject_id, derive(row.letter_id, "again"), by)
            except Refusal:
                continue  # answered or signed meanwhile: the list shows it
            written += 1
    return redirect(f"/championships/{championship_id}/jury/experts?written={written}")


@router.get("/experts/letters")
async def asked_again(championship_id: UUID, _by: HolderOfChampionship) -> Response:
    """Where the form was sent to, opened again."""
    return redirect(f"/championships/{championship_id}/jury/experts")


@router.get("/experts/search")
async def searched_again(championship_id: UUID, _by: HolderOfChampionship) -> Response:
    return redirect(f"/championships/{championship_id}/jury/experts")


async def _seen(request: Request, app: App, championship_id: UUID, by: Principal, *, paged: bool = True) -> Seen:
    championship, rows = await all_jurors(app, championship_id, by)
    filters = {
        "skill": tuple(dict.fromkeys(str(row.skill.id) for row in rows)),
        "role": tuple(duty.value for duty in Duty),
        "state": tuple(state.value for state in JurorState),
    }
    asked_for = narrowing(request, by, f"/championships/{championship_id}/jury/experts", SORTS, filters)
    wish = asked_for.wish

    def matches(row: JurorRow) -> bool:
        fits = wish.has("skill", str(row.skill.id)) and wish.has("role", row.duty) and wish.has("state", row.state)
        return fits and asked_for.is_named(row.name)

    shown = listed(wish, rows, key=_key(wish), id=lambda row: row.id, matches=matches, paged=paged)
    return Seen(championship, asked_for, shown, tuple(rows))


def _key(wish: Asked) -> Callable[[JurorRow], Any]:
    """By the column, then by name."""

    def key(row: JurorRow) -> Any:
        by = {
            "name": "",
            "skill": row.skill.number,
            "role": list(Duty).index(row.duty),
            "state": list(JurorState).index(row.state),
            "member": fold(row.member or ""),
        }
        return (by[wish.column], fold(row.name or ""), row.id)

    return key
