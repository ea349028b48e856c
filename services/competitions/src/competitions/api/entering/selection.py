from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Request
from pydantic import Field

from competitions.api.deps import TheApp
from competitions.commands import selection as commands
from competitions.domain.entering.selection import MOST_CHOSEN, Action
from competitions.domain.refusal import Unknown
from shared.identity.principal import Forbidden
from shared.web.deps import Organiser
from shared.web.problems import Explanation, Problem, problems
from shared.web.schemas import In, Line, Out

router = APIRouter(tags=["registrations"])


class SelectionIn(In):
    action: Action
    registrations: Annotated[list[UUID], Field(min_length=1, max_length=MOST_CHOSEN)]
    reason: Line | None = None
    """For `reject`, `absent`, `disqualify` and `out_of_competition`."""


class RefusedOut(Out):
    registration_id: UUID
    type: str
    """The end of the problem's type, such as `still-waiting`."""
    errors: list[Explanation]


class SelectionOut(Out):
    done: list[UUID]
    refused: list[RefusedOut]
    left: list[UUID]
    """Those that were not reached in time: a selection of them goes on."""


@router.post("/championships/{championship_id}/selections", responses=problems(Unknown, Forbidden))
async def do_with_all(
    championship_id: UUID, body: SelectionIn, by: Organiser, app: TheApp, request: Request
) -> SelectionOut:
    """The same for several entries: one that is refused holds up no other, and is told with why.

    What is so already is left alone: after a failure in the middle the same selection again completes the rest.
    """
    outcome = await commands.do_with_all(
        app, championship_id, body.action, body.registrations, reason=body.reason, by=by
    )
    told: list[tuple[UUID, Problem]] = [
        (id, request.app.state.translator.problem(request, refusal)) for id, refusal in outcome.refused
    ]
    refused = [
        RefusedOut(registration_id=id, type=problem.type.rpartition("/")[2], errors=problem.errors)
        for id, problem in told
    ]
    return SelectionOut(done=list(outcome.done), refused=refused, left=list(outcome.left))
