"""What everybody sees of the results, and the standings as a file."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from competitions.api.deps import TheApp
from competitions.domain.championship import UnderEmbargo
from competitions.domain.refusal import Unknown
from competitions.domain.results.standings import Standing
from competitions.pages.export import exported
from competitions.pages.rendering import pages
from competitions.queries.championships import championship_under_embargo
from competitions.queries.entering.categories import groups_of
from competitions.queries.published.scoreboard import Scoreboard, scoreboard
from competitions.wiring import App
from shared.identity.principal import Principal
from shared.web.deps import Visitor
from shared.web.formats import Formats
from shared.web.i18n import Gettext, gettext_of, language
from shared.web.kept.answers import KeptAnswer
from shared.workbooks.writing import Cell

router = APIRouter(include_in_schema=False)
FOLDED_FROM: Final = 6
"""Skills of which one looks for one's own: the results of each are opened by itself."""


@router.get("/championships/{championship_id}/scoreboard")
async def read_scoreboard(championship_id: UUID, request: Request, by: Visitor, app: TheApp) -> Response:
    """Everybody's page. Before publication it says when to come back, and nothing else."""
    try:
        board = await scoreboard(app, championship_id)
    except UnderEmbargo as refusal:
        championship = await championship_under_embargo(app, championship_id, by)
        return pages.render(request, "embargo.html", refusal=refusal, principal=by, championship=championship)
    if by is not None or request.query_params:
        return _written(request, board.value, by, app)
    spoken = language(request)
    answer: KeptAnswer | None = board.made.get(spoken)
    if answer is None:
        page = _written(request, board.value, by, app)
        headers = {name: value for name, value in page.headers.items() if name != "content-length"}
        answer = board.made[spoken] = KeptAnswer.of(bytes(page.body), headers)
    return answer.to(request)


def _written(request: Request, board: Scoreboard, by: Principal | None, app: App) -> HTMLResponse:
    groups = groups_of(app, board.championship)
    folds = len(board.skills) >= FOLDED_FROM
    held = board.championship
    return pages.render(
        request, "scoreboard.html", principal=by, championship=held, board=board, groups=groups, folds=folds
    )


@router.get("/championships/{championship_id}/standings.xlsx")
async def export_standings(championship_id: UUID, request: Request, _by: Visitor, app: TheApp) -> Response:
    """Members compared, as everybody may see them. Raises Unknown, UnderEmbargo."""
    board = (await scoreboard(app, championship_id)).value
    if board.standings is None:
        raise Unknown("standings", championship_id)
    _ = gettext_of(request)
    local = Formats(language(request), ZoneInfo(board.championship.time_zone))
    about = " · ".join(
        [
            board.championship.name.in_language(language(request)),
            _("Standings"),
            *([local.moment(board.championship.published_at)] if board.championship.published_at else []),
        ]
    )
    return await exported(f"standings-{championship_id}", about, _headings(board, _), map(_row, board.standings.listed))


def _headings(board: Scoreboard, _: Gettext) -> Sequence[str]:
    steps = (
        (_("Gold"), _("Silver"), _("Bronze"))
        if board.rules.gives_medals
        else (_("First places"), _("Second places"), _("Third places"))
    )
    return (
        *(_("Place"), _("Region or organisation"), _("Points"), *steps),
        *(_("Medallions"), _("Skills"), _("Points a skill")),
    )


def _row(one: Standing) -> Sequence[Cell]:
    return (one.place, one.member, one.points, *one.won, one.skills, one.points_a_skill)
