"""After publication: places and awards of the own people, with their names."""

from uuid import UUID

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from competitions.access import own_school
from competitions.api.deps import TheApp
from competitions.domain.championship import UnderEmbargo
from competitions.pages.export import exported
from competitions.pages.held import CoordinatorOfSchool
from competitions.pages.preparation.frame import heading_of
from competitions.pages.schools.frame import render
from competitions.queries.entering.categories import category_name, groups_of
from competitions.queries.schools.results import school_results
from shared.web.i18n import gettext_of, language

router = APIRouter(prefix="/championships/{championship_id}/school", include_in_schema=False)


@router.get("/results")
async def show(championship_id: UUID, request: Request, by: CoordinatorOfSchool, app: TheApp) -> HTMLResponse:
    try:
        school, rows = await school_results(app, championship_id, by)
        is_published = True
    except UnderEmbargo:
        school, rows, is_published = await own_school(app, championship_id, by), (), False
    return render(
        request,
        "results",
        school,
        by,
        rows=rows,
        is_published=is_published,
        groups=groups_of(app, school.championship),
        category_name=category_name,
    )


@router.get("/results.xlsx")
async def take_along(championship_id: UUID, request: Request, by: CoordinatorOfSchool, app: TheApp) -> Response:
    school, rows = await school_results(app, championship_id, by)
    _, spoken, groups = gettext_of(request), language(request), groups_of(app, school.championship)
    about = heading_of(request, app, f"{_('Results')} · {school.title}", school.championship, by)
    headings = (_("Skill"), _("Category"), _("Competitor"), _("Place"), _("Award"))
    cells = [
        (
            f"{row.skill.number} {row.skill.name.in_language(spoken)}",
            category_name(groups, row.category, spoken),
            row.name,
            row.place,
            "; ".join(award.title.in_language(spoken) for award in row.awards),
        )
        for row in rows
    ]
    return await exported("results", about, headings, cells)
