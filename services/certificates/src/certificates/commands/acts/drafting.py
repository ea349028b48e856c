"""What an officer is about to do with many entries: put together, and looked at before it is done."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from typing import Final, TypeVar
from uuid import UUID

from certificates.commands.acts.naming import act_id
from certificates.commands.reissuing import check_anew
from certificates.domain.acts.act import MOST, ON_BLANKS, Act, Doing, LeftOut, Task, TooManyEntries
from certificates.domain.acts.amendment import NOTHING
from certificates.domain.acts.faults import RowFault
from certificates.domain.acts.reasons import LEFT_OUT, Why, why
from certificates.domain.blanks.record import check_earlier, checked_day
from certificates.domain.certificate import Certificate
from certificates.domain.standing import Sought
from certificates.wiring import App

AT_ONCE: Final = 500
_WHY: Final = "?"
"""A reason that is not asked for yet."""
T = TypeVar("T")


async def draft_found(app: App, form: UUID, organisation: str, doing: Doing, sought: Sought, *, by: str) -> Act:
    """All that was looked for. Raises as `draft`."""
    found = await app.certificates.sought_ids(organisation, sought, limit=MOST + 1)
    if len(found) > MOST:
        raise TooManyEntries(await app.certificates.count_sought(organisation, sought))
    tasks = [Task(one, str(number)) for one, number in found]
    return await draft(app, act_id(form, organisation, doing, sought), organisation, doing, tasks, by=by)


async def draft_chosen(
    app: App, form: UUID, organisation: str, doing: Doing, chosen: Sequence[UUID], *, by: str
) -> Act:
    """Those that were ticked, by number; ids of others are passed over. Raises as `draft`."""
    found = await app.certificates.some(list(dict.fromkeys(chosen)))
    ours = sorted((one for one in found if one.organisation == organisation), key=lambda one: one.number.seen)
    tasks = [Task(one.id, str(one.number)) for one in ours]
    return await draft(app, act_id(form, organisation, doing, *sorted(chosen)), organisation, doing, tasks, by=by)


async def draft(
    app: App,
    id: UUID,
    organisation: str,
    doing: Doing,
    tasks: Sequence[Task],
    faults: Sequence[RowFault] = (),
    *,
    by: str,
) -> Act:
    """The same `id` again finds what was drafted. Nothing is done yet. Raises NothingChosen, TooManyEntries."""
    if (known := await app.acts.find(id)) is not None:
        return known
    wanted: list[Task] = []
    left_out: list[LeftOut] = []
    for part in _parts(tasks, AT_ONCE):
        ids = [task.certificate_id for task in part]
        stand = {one.id: one for one in await app.certificates.some(ids)}
        on = await app.blanks.under(ids) if doing in ON_BLANKS else {}
        for each in part:
            task = replace(each, earlier=on[each.certificate_id].blank) if each.certificate_id in on else each
            stands = stand.get(task.certificate_id)
            refused = await _refused(app, doing, stands, task, organisation)
            if refused is None:
                wanted.append(task)
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
            await check_anew(app, stands, task.amendment, answers=task.answers)
        case Doing.DUPLICATE:
            await check_anew(app, stands, NOTHING, answers=False)
        case _:
            check_earlier(stands.id, ON_BLANKS[doing], task.earlier, task.blank)
            checked_day(task.spoilt_on, app.day(at))
            if task.blank is not None and (task.earlier is None or task.earlier.seen != task.blank.seen):
                (await app.blanks.of(stands.organisation, task.blank)).check_free()
