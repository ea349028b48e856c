"""One certificate by itself: an act of one task, so that who did it, when and why stands where all others stand."""

from uuid import UUID

from certificates.commands.acts.doing import start
from certificates.commands.acts.drafting import check, draft
from certificates.commands.acts.naming import act_id
from certificates.commands.reissuing import newer_id
from certificates.domain.acts.act import WITHOUT_REASON, Act, Doing, Task
from certificates.domain.acts.amendment import NOTHING, Amendment
from certificates.domain.certificate import Certificate, NoReason
from certificates.domain.reissue import Blank, BlankTaken
from certificates.wiring import App
from shared.errors import Stale


async def issue_anew(
    app: App,
    old: Certificate,
    amendment: Amendment,
    reason: str,
    *,
    by: str,
    change_id: UUID,
    is_duplicate: bool = False,
) -> Certificate:
    """In the place of `old`. The same `change_id` again finds it; what was cut off is completed then, or by the worker.

    Raises NoReason, and what is in `reissuing.NOT_DONE`; Stale where somebody else was faster.
    """
    doing = Doing.DUPLICATE if is_duplicate else Doing.REISSUE
    task = Task(old.id, str(old.number), amendment=NOTHING if is_duplicate else amendment, answers=not is_duplicate)
    act = await _do(app, old, doing, task, reason, by=by, change_id=change_id)
    made = await app.certificates.find(newer_id(old.id, act.id))
    if made is None:
        raise Stale(str(old.id))
    return made


async def enter_blank(app: App, certificate: Certificate, blank: Blank, *, by: str, change_id: UUID) -> None:
    """The sheet that it is printed on. Raises BlankTaken; Stale where somebody else was faster."""
    task = Task(certificate.id, str(certificate.number), blank=blank)
    done = await _do(app, certificate, Doing.BLANKS, task, "", by=by, change_id=change_id)
    if done.left_out:
        raise BlankTaken(blank.series, blank.number)


async def _do(
    app: App, certificate: Certificate, doing: Doing, task: Task, reason: str, *, by: str, change_id: UUID
) -> Act:
    id_ = act_id(change_id, certificate.organisation, doing, task, reason.strip())
    act = await app.acts.find(id_)
    if act is None:
        if not reason.strip() and doing not in WITHOUT_REASON:
            raise NoReason
        await check(app, doing, certificate, task)
        act = await draft(app, id_, certificate.organisation, doing, [task], by=by)
    return await start(app, act, reason, public=False, sure=True, by=by)
