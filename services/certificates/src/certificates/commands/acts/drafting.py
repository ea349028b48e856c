"""What an officer is about to do with many entries: put together, and looked at before it is done."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from typing import Final, TypeVar
from uuid import UUID

from certificates.commands.reissuing import check_anew
from certificates.domain.acts.act import MOST, Act, Doing, LeftOut, Task, TooManyEntries
from certificates.domain.acts.amendment import NOTHING
from certificates.domain.acts.faults import RowFault
from certificates.domain.acts.reasons import LEFT_OUT, Why, why
from certificates.domain.certificate import AlreadyRevoked, Certificate
from certificates.domain.reissue import BlankTaken
from certificates.domain.standing import Sought, State
from certificates.wiring import App

AT_ONCE: Final = 500
_WHY: Final = "?"
"""A reason that is not asked for yet."""
T = TypeVar("T")


async def draft_found(app: App, id: UUID, organisation: str, doing: Doing, sought: Sought, *, by: str) -> Act:
    """All that was looked for. What is revoked is issued anew only where that was looked for, or is ticked. Raises as `draft`."""
    found = await app.certificates.sought_ids(organisation, sought, limit=MOST + 1)
    if len(found) > MOST:
        raise TooManyEntries(await app.certificates.count_sought(organisation, sought))
    tasks = [Task(one, str(number)) for one, number in found]
    spares_revoked = doing is Doing.REISSUE and sought.state is not State.REVOKED
    return await draft(app, id, organisation, doing, tasks, by=by, spares_revoked=spares_revoked)


async def draft_chosen(app: App, id: UUID, organisation: str, doing: Doing, chosen: Sequence[UUID], *, by: str) -> Act:
    """Those that were ticked, by number; ids of others are passed over. Raises as `draft`."""
    found = await app.certificates.some(list(dict.fromkeys(chosen)))
    ours = sorted((one for one in found if one.organisation == organisation), key=lambda one: one.number.seen)
    return await draft(app, id, organisation, doing, [Task(one.id, str(one.number)) for one in ours], by=by)


async def draft(
    app: App,
    id: UUID,
    organisation: str,
    doing: Doing,
    tasks: Sequence[Task],
    faults: Sequence[RowFault] = (),
    *,
    by: str,
    spares_revoked: bool = False,
) -> Act:
    """The same `id` again finds what was drafted. Nothing is done yet. Raises NothingChosen, TooManyEntries."""
    if (known := await app.acts.find(id)) is not None:
        return known
    wanted: list[Task] = []
    left_out: list[LeftOut] = []
    for part in _parts(tasks, AT_ONCE):
        stand = {one.id: one for one in await app.certificates.some([task.certificate_id for task in part])}
        for task in part:
            stands = stand.get(task.certificate_id)
            refused = await _refused(app, doing, stands, task, organisation)
            is_revoked = stands is not None and stands.standing.state is State.REVOKED
            if refused is None and is_revoked and spares_revoked:
                refused = Why.REVOKED
            if refused is None:
                wanted.append(replace(task, is_revoked=is_revoked))
            else:
                left_out.append(LeftOut(task.certificate_id, task.number, refused, task.row))
    made = Act.drafted(
        id,
        organisation,
        doing,
        tuple(wanted),
        left_out=tuple(left_out),
        faults=tuple(faults),
        by=by,
        at=app.now(),
    )
    return await app.acts.add(made)


def _parts(tasks: Sequence[T], many: int) -> list[list[T]]:
    left = iter(tasks)
    return list(iter(lambda: list(islice(left, many)), []))


async def _refused(app: App, doing: Doing, stands: Certificate | None, task: Task, organisation: str) -> Why | None:
    if stands is None or stands.organisation != organisation:
        return Why.UNKNOWN
    try:
        await check(app, doing, stands, task)
    except LEFT_OUT as refusal:
        return why(refusal)
    return None


async def check(app: App, doing: Doing, stands: Certificate, task: Task) -> None:
    """Raises what is in LEFT_OUT."""
    at = app.now()
    match doing:
        case Doing.REVOKE:
            stands.revoke(_WHY, public=False, by="", at=at)
        case Doing.SUSPEND:
            stands.suspend(_WHY, public=False, by="", at=at)
        case Doing.REINSTATE:
            stands.reinstate(by="", at=at)
        case Doing.REISSUE:
            await check_anew(app, stands, task.amendment)
        case Doing.DUPLICATE:
            await _check_duplicate(app, stands)
        case Doing.BLANKS if task.blank is not None:
            taken = await app.certificates.on_blank(stands.organisation, task.blank)
            if taken not in {None, stands.id}:
                raise BlankTaken(task.blank.series, task.blank.number)


async def _check_duplicate(app: App, stands: Certificate) -> None:
    """Of what was taken back nobody gets another paper. Raises AlreadyRevoked, AlreadyReplaced, Erased."""
    if stands.standing.state is State.REVOKED:
        raise AlreadyRevoked(stands.id, stands.standing.since)
    await check_anew(app, stands, NOTHING)
