"""An act is carried out: a part of its tasks, then how far it is. Whoever goes on after a kill finds what was done."""

import asyncio
from collections.abc import Callable, Coroutine, Mapping, Sequence
from contextlib import suppress
from datetime import timedelta
from functools import partial
from typing import Any, Final
from uuid import UUID

from certificates.commands import standing
from certificates.commands.blanks import put_on
from certificates.commands.reissuing import Anew, newer_id, reissue_all
from certificates.domain.acts.act import ON_BLANKS, Act, ActStarted, Doing, LeftOut, Stage, Task, UnknownAct
from certificates.domain.acts.reasons import LEFT_OUT, why
from certificates.domain.blanks.record import Change
from certificates.domain.refusal import Refusal
from certificates.wiring import App
from shared.errors import Stale
from shared.mongo.retry import retry_on_conflict
from shared.process.sweeping import by_itself
from shared.side_by_side import some_at_a_time

AT_ONCE: Final = 200
SWEEP_SECONDS: Final = 1
PATIENCE: Final = timedelta(seconds=10)
"""A short act is done by who answers the officer; after that it is taken to be left behind."""
_ANEW: Final = frozenset({Doing.REISSUE, Doing.DUPLICATE})


async def sweep_acts(app: App) -> None:
    """Until cancelled."""
    while True:
        async for act in app.acts.going():
            if not act.is_few or act.at <= app.now() - PATIENCE:
                with by_itself("act", act.id):
                    await carry_out(app, act)
        await asyncio.sleep(SWEEP_SECONDS)


async def start(app: App, act: Act, reason: str, *, public: bool, sure: bool, by: str) -> Act:
    """A short one is done when this returns, a long one by the worker.

    Raises NoReason, RevocationUnconfirmed, NothingChosen; Stale where somebody else pressed at the same moment.
    """
    begun = act.started(reason, public=public, sure=sure, by=by, at=app.now())
    if begun is not act:
        act = await app.acts.save(begun)
    if act.stage is Stage.GOING and act.is_few:
        with suppress(Stale):  # somebody else is at it
            return await carry_out(app, act)
    return act


async def cancel(app: App, act: Act) -> None:
    """What nobody has started is gone. Raises ActStarted, also where somebody starts it at the same moment."""
    act.check_cancelled()
    with suppress(UnknownAct):
        try:
            await app.acts.remove(act)
        except Stale:
            raise ActStarted(act.id) from None


async def carry_out(app: App, act: Act) -> Act:
    """All that is left of it. Raises Stale where somebody else is at it."""
    while tasks := act.next(AT_ONCE):
        refused = await _done(app, act, tasks)
        left_out = [
            LeftOut(task.certificate_id, task.number, why(refused[task.certificate_id]), task.row)
            for task in tasks
            if task.certificate_id in refused
        ]
        act = await app.acts.save(act.advanced(len(tasks), tuple(left_out)))
    return act if act.stage is Stage.DONE else await app.acts.save(act.finished(app.now()))


async def _done(app: App, act: Act, tasks: Sequence[Task]) -> Mapping[UUID, Refusal]:
    """Those that cannot be done any more, and why."""
    if act.doing in _ANEW:
        is_duplicate = act.doing is Doing.DUPLICATE
        wanted = [
            Anew(one.certificate_id, newer_id(one.certificate_id, act.id), one.amendment, is_duplicate, one.answers)
            for one in tasks
        ]
        return await reissue_all(app, wanted, act.reason, by=act.by)
    refused = await some_at_a_time(tasks, partial(_refused, app, act))
    return {task.certificate_id: refusal for task, refusal in zip(tasks, refused, strict=True) if refusal}


async def _refused(app: App, act: Act, task: Task) -> Refusal | None:
    try:
        await retry_on_conflict(_one(app, act, task))
    except LEFT_OUT as refusal:
        return refusal
    return None


def _one(app: App, act: Act, task: Task) -> Callable[[], Coroutine[Any, Any, object]]:
    id_ = task.certificate_id
    match act.doing:
        case Doing.REVOKE:
            return partial(standing.revoke, app, id_, act.reason, public=act.public, by=act.by, change_id=act.id)
        case Doing.SUSPEND:
            return partial(standing.suspend, app, id_, act.reason, public=act.public, by=act.by, change_id=act.id)
        case Doing.REINSTATE:
            return partial(standing.reinstate, app, id_, act.reason, by=act.by, change_id=act.id)
        case _:
            change = Change(act.id, act.by, act.at, act.reason)
            return partial(put_on, app, id_, task, ON_BLANKS[act.doing], change)
