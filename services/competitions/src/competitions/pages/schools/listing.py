"""`/championships/{id}/school`: the entries of one school's people, what is missing whose, and the places that there are."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import APIRouter, Form
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from competitions.api.deps import TheApp
from competitions.api.problems.consents import PURPOSES
from competitions.domain.registration import State
from competitions.pages.entering.listing import STATES
from competitions.pages.export import exported
from competitions.pages.held import CoordinatorOfSchool
from competitions.pages.keeping.consents import Done
from competitions.pages.preparation.frame import heading_of
from competitions.pages.rendering import seal_search, searched
from competitions.pages.schools.frame import home_of, render
from competitions.queries.entering.categories import category_name, groups_of
from competitions.queries.schools.entries import PupilsEntry, SchoolPage, school_page
from competitions.wiring import App
from shared.identity.principal import Principal
from shared.web.addresses import redirect
from shared.web.forms import whole
from shared.web.i18n import gettext_of, language
from shared.web.lists.listing import LONGEST_SEARCH, Asked, Listed, Shape, asked, listed

router = APIRouter(prefix="/championships/{championship_id}/school", include_in_schema=False)
exports = APIRouter(prefix="/championships/{championship_id}/school.xlsx", include_in_schema=False)
ORDER: Final = {state: place for place, state in enumerate(State)}
NEVER: Final = datetime.max.replace(tzinfo=UTC)
KEYS: Final[Mapping[str, Callable[[PupilsEntry], Any]]] = {
    "name": lambda row: (not row.name, row.name.casefold(), row.skill.number),
    "due": lambda row: (row.due_at or NEVER, row.name.casefold()),
    "state": lambda row: (ORDER[row.registration.state], row.name.casefold()),
    "skill": lambda row: (row.skill.number, row.name.casefold()),
    "entered": lambda row: (row.registration.entered_at or NEVER, row.registration.sequence),
}
MISSING: Final = "missing"


@dataclass(frozen=True, slots=True)
class Seen:
    """What the address of the list asks for."""

    page: SchoolPage
    wish: Asked
    text: str | None
    is_over: bool
    """The search in the address is another's, or of another day."""

    def listed(self, *, paged: bool) -> Listed[PupilsEntry]:
        return listed(
            self.wish,
            self.page.rows,
            key=KEYS[self.wish.column],
            id=lambda row: row.registration.id,
            matches=self._matches,
            paged=paged,
        )

    def _matches(self, row: PupilsEntry) -> bool:
        wish = self.wish
        is_wanted = wish.has("state", row.registration.state) and wish.has("skill", str(row.skill.id))
        is_missing = not wish.chosen.get("consent") or bool(row.lacking)
        is_wanted = is_wanted and wish.has("course", *row.courses)
        return is_wanted and is_missing and not self.is_over and row.fits(self.text or "")


async def _seen(request: Request, app: App, championship_id: UUID, by: Principal) -> Seen:
    page = await school_page(app, championship_id, by)
    found = request.query_params.get("found", "")
    skills = tuple(sorted({str(row.skill.id) for row in page.rows}))
    filters = {
        "state": tuple(State),
        "skill": skills,
        "course": _courses(page),
        "consent": (MISSING,),
        "found": (found,),
    }
    wish = asked(Shape(home_of(page.school), tuple(KEYS), filters), request.query_params)
    text = searched(request, found, by)
    return Seen(page, wish, text, is_over=bool(found) and text is None)


@router.get("")
async def show(championship_id: UUID, request: Request, by: CoordinatorOfSchool, app: TheApp) -> HTMLResponse:
    seen = await _seen(request, app, championship_id, by)
    school = seen.page.school
    return render(
        request,
        "entries",
        school,
        by,
        page=seen.page,
        listed=seen.listed(paged=True),
        text=seen.text or "",
        is_over=seen.is_over,
        skills=_skills(seen.page),
        courses=_courses(seen.page),
        groups=groups_of(app, school.championship),
        category_name=category_name,
        period=school.entry_period(app.now()).value,
        done=_done(request),
    )


@exports.get("")
async def take_along(championship_id: UUID, request: Request, by: CoordinatorOfSchool, app: TheApp) -> Response:
    """All that the filters let through."""
    seen = await _seen(request, app, championship_id, by)
    _, spoken = gettext_of(request), language(request)
    school, groups = seen.page.school, groups_of(app, seen.page.school.championship)
    about = heading_of(request, app, f"{_('People and entries')} · {school.title}", school.championship, by)
    headings = [
        _("Entrant"),
        _("Birth date"),
        _("Class or course"),
        _("State"),
        _("Skill"),
        _("Region or organisation"),
        _("Missing"),
    ]
    headings += [_("Category")] if groups.all else []
    words = {state: text(_) for state, text in STATES.items()}
    cells = [
        (
            row.name,
            row.person.birth_date if row.person else None,
            row.course,
            words[row.registration.state],
            row.skill.number,
            row.registration.member,
            ", ".join(_(PURPOSES[purpose]) for purpose in row.lacking),
            *((category_name(groups, row.registration.category, spoken),) if groups.all else ()),
        )
        for row in seen.listed(paged=False).rows
    ]
    return await exported("school", about, headings, cells)


@router.post("/search")
async def search(
    championship_id: UUID,
    request: Request,
    by: CoordinatorOfSchool,
    app: TheApp,
    text: Annotated[str, Form(max_length=LONGEST_SEARCH)] = "",
) -> Response:
    """Names stand in no address. Filters and order stay."""
    wish = (await _seen(request, app, championship_id, by)).wish
    found = (seal_search(request, text, by),) if text.strip() else ()
    return redirect(replace(wish, chosen={**wish.chosen, "found": found}, after=None).address())


def _done(request: Request) -> Done:
    """What became of reminding, where the address says so."""
    query = request.query_params
    if "asked" not in query:
        return Done()
    return Done.model_validate({name: whole(query.get(name, "")) for name in Done.model_fields})


def _courses(page: SchoolPage) -> tuple[str, ...]:
    return tuple(sorted({course for row in page.rows for course in row.courses}))


def _skills(page: SchoolPage) -> Sequence[Any]:
    """Those in which somebody of the school is entered, by number."""
    return sorted({row.skill.id: row.skill for row in page.rows}.values(), key=lambda skill: skill.number)
