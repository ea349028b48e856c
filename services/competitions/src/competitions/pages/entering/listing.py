"""`/championships/{id}/entries`: everybody who is entered, counted by state, filtered, found."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Annotated, Final
from uuid import UUID

from fastapi import APIRouter, Form
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from competitions.api.deps import TheApp
from competitions.domain.entering.absences import AbsenceKind
from competitions.domain.entering.rules import Mentoring
from competitions.domain.own.mentors import MentorLacks
from competitions.domain.registration import State
from competitions.pages.export import exported
from competitions.pages.held import HolderOfChampionship
from competitions.pages.narrowing import Narrowing, narrowed_to, narrowing
from competitions.pages.preparation.frame import heading_of, render
from competitions.queries.entering.categories import category_name
from competitions.queries.entering.entries import Choices, choices, entries_page, exported_entries
from competitions.queries.entering.imports import undoable_imports
from competitions.queries.entering.ordering import Column, Order, Whose
from competitions.queries.registrations import Wanted
from competitions.wiring import App
from shared.identity.principal import Principal
from shared.web.i18n import Gettext, gettext_of, language
from shared.web.lists.listing import LONGEST_SEARCH, Asked, Listed

router = APIRouter(prefix="/championships/{championship_id}/entries", include_in_schema=False)
exports = APIRouter(prefix="/championships/{championship_id}/entries.xlsx", include_in_schema=False)
STATES: Mapping[State, Callable[[Gettext], str]] = {
    State.WAITING: lambda _: _("Waiting for a place"),
    State.ENTERED: lambda _: _("To be confirmed"),
    State.CONFIRMED: lambda _: _("Confirmed"),
    State.CHECKED_IN: lambda _: _("On the site"),
    State.WITHDRAWN: lambda _: _("Withdrawn"),
    State.REJECTED: lambda _: _("Rejected"),
    State.REPLACED: lambda _: _("Replaced"),
    State.CANCELLED: lambda _: _("Cancelled"),
    State.LAPSED: lambda _: _("Consents missing"),
}
SORTS: Final = ("-entered", *(column.value for column in Column if column is not Column.ENTERED))
LACKING: Final = "lacking"


@dataclass(frozen=True, slots=True)
class Asking:
    """What the address of a list asks for."""

    among: Choices
    narrowing: Narrowing
    wanted: Wanted

    @property
    def wish(self) -> Asked:
        return self.narrowing.wish

    @property
    def whose(self) -> Whose:
        return Whose(self.narrowing.text, lacks_consent="consents" in self.wish.chosen)

    @property
    def order(self) -> Order:
        return Order(Column(self.wish.column), self.wish.goes_down)


async def asking(request: Request, app: App, championship_id: UUID, by: Principal) -> Asking:
    among = await choices(app, championship_id, by)
    filters = {
        "state": tuple(State),
        "skill": tuple(str(skill.id) for skill in among.skills),
        "member": tuple(among.members),
        "category": tuple(one.code for one in among.groups.all),
        "absence": tuple(AbsenceKind),
        "consents": (LACKING,),
        "mentor": tuple(MentorLacks),
    }
    seen = narrowing(request, by, f"/championships/{championship_id}/entries", SORTS, filters)
    return Asking(among, seen, _wanted(seen))


@router.get("")
async def show(championship_id: UUID, request: Request, by: HolderOfChampionship, app: TheApp) -> HTMLResponse:
    seen = await asking(request, app, championship_id, by)
    wish, among = seen.wish, seen.among
    page = await entries_page(
        app, among, seen.wanted, whose=seen.whose, order=seen.order, limit=wish.size, after=wish.after
    )
    every = sum(page.counts.values())
    shown = wish if page.fits else replace(wish, sort=SORTS[0])
    return render(
        request,
        "entries",
        among.championship,
        by,
        page=page,
        undoable=await undoable_imports(app, championship_id),
        listed=Listed(shown, page.rows, page.total, page.after, every),
        among=among,
        has_mentors=app.rulesets[among.championship.ruleset].team.mentor is not Mentoring.NO,
        seen=seen.narrowing,
        category_name=category_name,
        is_in_another_order=shown is not wish and wish.sort != SORTS[0],
    )


@exports.get("")
async def take_along(championship_id: UUID, request: Request, by: HolderOfChampionship, app: TheApp) -> Response:
    """All that the filters let through, on every page of the list."""
    seen = await asking(request, app, championship_id, by)
    _ = gettext_of(request)
    about = heading_of(request, app, _("Entries"), seen.among.championship, by)
    headings = [_("Entrant"), _("Birth date"), _("State"), _("Skill"), _("Region or organisation"), _("Number")]
    headings += [_("Category")] if seen.among.groups.all else []
    has_teams = any(skill.team_size > 1 for skill in seen.among.skills)
    headings += [_("Members of the team")] if has_teams else []
    rows = await exported_entries(app, seen.among, seen.wanted, whose=seen.whose, order=seen.order)
    words = {state: text(_) for state, text in STATES.items()}
    cells = [
        (
            row.name or "",
            row.born_on,
            words[row.registration.state],
            row.skill.number,
            row.registration.member,
            row.registration.sequence,
            *_category(row.registration.category, seen.among, language(request)),
            *([", ".join(row.people)] if has_teams else []),
        )
        for row in rows
    ]
    return await exported("entries", about, headings, cells)


def _category(code: str | None, among: Choices, spoken: str) -> tuple[str, ...]:
    """A column where there are categories."""
    if not among.groups.all:
        return ()
    return (category_name(among.groups, code, spoken),)


@router.post("/search")
async def search(
    championship_id: UUID,
    request: Request,
    by: HolderOfChampionship,
    app: TheApp,
    text: Annotated[str, Form(max_length=LONGEST_SEARCH)] = "",
) -> Response:
    """Names stand in no address. Filters and order stay."""
    return narrowed_to(request, by, (await asking(request, app, championship_id, by)).wish, text)


def _wanted(seen: Narrowing) -> Wanted:
    chosen = seen.wish.chosen

    def one(name: str) -> str | None:
        return next(iter(chosen.get(name, ())), None)

    skill, absence, mentor = one("skill"), one("absence"), one("mentor")
    return Wanted(
        tuple(State(state) for state in chosen.get("state", ())),
        UUID(skill) if skill else None,
        one("member"),
        () if seen.is_nothing else None,
        category=one("category"),
        absence=AbsenceKind(absence) if absence else None,
        mentor=MentorLacks(mentor) if mentor else None,
    )
