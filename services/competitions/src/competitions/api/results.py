from collections.abc import Callable, Hashable
from decimal import Decimal
from typing import Final
from uuid import UUID

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from competitions.api.deps import TheApp
from competitions.domain.categories.holding import Fate
from competitions.domain.championship import Stage, UnderEmbargo
from competitions.domain.refusal import Unknown
from competitions.domain.results.lifecycle import ResultsState, ResultStatus
from competitions.domain.results.medals import Medal
from competitions.domain.results.rules import By
from competitions.domain.skill import SkillUnsigned
from competitions.queries import results as queries
from competitions.queries.published.scoreboard import Scoreboard, scoreboard
from shared.web.deps import Visitor
from shared.web.kept.answers import KeptAnswer
from shared.web.kept.looked_over import Seen
from shared.web.preconditions import UNCHANGED
from shared.web.problems import problems
from shared.web.schemas import Out, TextOut

router = APIRouter(tags=["results"])
JSON: Final = "application/json"


class ResultLineOut(Out):
    result_id: UUID
    place: int
    name: str | None
    """In full, or initials; none: the line names nobody."""
    member: str | None
    total: Decimal | None
    scale_score: int | None
    """Null as well where there is no scale, and places go by the total."""
    medal: Medal | None
    category: str | None
    """The code of the one in which places were given; null where the rules have none."""
    awards: tuple[str, ...]
    """The codes of what was earned, as the ruleset names them."""


class GroupOut(Out):
    category: str | None
    merged: tuple[str, ...]
    """Codes of categories that competed in this one, since too few started in them."""
    fate: Fate
    """Held; as a demonstration, without medals; or not held, without results."""


class AwardOut(Out):
    code: str
    title: TextOut
    criteria: TextOut


class SkillHeadOut(Out):
    id: UUID
    number: str
    name: TextOut


class ResultListOut(Out):
    skill: SkillHeadOut
    state: ResultsState
    """Unofficial and protested ones may still change."""
    lines: list[ResultLineOut]
    """Category by category, best first."""
    groups: list[GroupOut]
    awards: list[AwardOut]
    """What there was to earn."""


class ResultsOut(ResultListOut):
    stage: Stage
    scale_policy: str
    medal_policy: str


class StandingOut(Out):
    """What one member reached: first, second and third are gold, silver and bronze, or places."""

    place: int
    member: str
    points: int
    points_a_skill: Decimal
    first: int
    second: int
    third: int
    medallions: int
    skills: int
    """In which somebody of theirs started."""


class StandingsOut(Out):
    by: By
    """What decides: points, or first places and then second ones."""
    members: list[StandingOut]
    """Best first. Equal ones share a place."""
    unlisted: int
    """Members of whom fewer than 3 started, and who are not named: their standing would tell what one person reached."""


class ScoreboardOut(Out):
    championship_id: UUID
    name: TextOut
    status: ResultStatus | None
    """Official once every skill is."""
    scale_policy: str
    medal_policy: str
    skills: list[ResultListOut]
    standings: StandingsOut | None
    """Members compared; null where the rules compare none, or nobody reached what counts."""


@router.get("/skills/{skill_id}/results", responses=problems(Unknown, UnderEmbargo, SkillUnsigned))
async def read_results(skill_id: UUID, by: Visitor, app: TheApp) -> ResultsOut:
    """The results of a skill: in full for its jury and the organiser; for everybody after publication, as each person allowed."""
    championship, found = await queries.skill_results(app, skill_id, by)
    lines = ResultListOut.model_validate(found)
    return ResultsOut(
        skill=lines.skill,
        state=lines.state,
        lines=lines.lines,
        groups=lines.groups,
        awards=lines.awards,
        stage=championship.stage,
        scale_policy=championship.scale_policy,
        medal_policy=championship.medal_policy,
    )


@router.get(
    "/championships/{championship_id}/scoreboard",
    response_model=ScoreboardOut,
    responses={**problems(Unknown, UnderEmbargo), **UNCHANGED},
)
async def read_scoreboard(championship_id: UUID, request: Request, _by: Visitor, app: TheApp) -> Response:
    """The published results of all skills, with what each competitor allowed to be shown. Nothing is shown of a score, and
    initials stand for the name, where that was not allowed."""
    found = await scoreboard(app, championship_id)
    return _kept(found, JSON, lambda: _out(found.value)).to(request)


@router.get(
    "/championships/{championship_id}/scoreboard/skills/{skill_id}",
    response_model=ResultListOut,
    responses={**problems(Unknown, UnderEmbargo), **UNCHANGED},
)
async def read_skill_of_scoreboard(
    championship_id: UUID, skill_id: UUID, request: Request, _by: Visitor, app: TheApp
) -> Response:
    """One skill of the scoreboard: some of its kilobytes, for whoever shows or watches this skill alone."""
    found = await scoreboard(app, championship_id)
    one = next((each for each in found.value.skills if each.skill.id == skill_id), None)
    if one is None:
        raise Unknown("skill", skill_id)
    return _kept(found, (JSON, skill_id), lambda: ResultListOut.model_validate(one)).to(request)


def _kept(found: Seen[Scoreboard], form: Hashable, written: Callable[[], Out]) -> KeptAnswer:
    """What was written of the board, and is sent until the board reads otherwise."""
    answer: KeptAnswer | None = found.made.get(form)
    if answer is None:
        headers = {"content-type": JSON, "cache-control": "no-cache"}
        answer = found.made[form] = KeptAnswer.of(written().model_dump_json().encode(), headers)
    return answer


def _out(found: Scoreboard) -> ScoreboardOut:
    return ScoreboardOut(
        championship_id=found.championship.id,
        name=TextOut.model_validate(found.championship.name),
        status=found.championship.published_as,
        scale_policy=found.rules.scale_policy,
        medal_policy=found.rules.medal_policy,
        skills=[ResultListOut.model_validate(one) for one in found.skills],
        standings=_standings(found),
    )


def _standings(found: Scoreboard) -> StandingsOut | None:
    if found.standings is None or found.rules.standings is None:
        return None
    members = [
        StandingOut(
            place=one.place,
            member=one.member,
            points=one.points,
            points_a_skill=one.points_a_skill,
            skills=one.skills,
            **one.won._asdict(),
        )
        for one in found.standings.listed
    ]
    return StandingsOut(by=found.rules.standings.by, members=members, unlisted=found.standings.unlisted)
