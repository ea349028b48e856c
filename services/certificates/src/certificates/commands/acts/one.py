"""One certificate by itself: an act of one task, so that who did it, when and why stands where all others stand."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from certificates.commands.acts.doing import start
from certificates.commands.acts.drafting import check, draft
from certificates.commands.acts.naming import act_id
from certificates.commands.reissuing import newer_id
from certificates.domain.acts.act import WITHOUT_REASON, Act, Doing, Task
from certificates.domain.acts.amendment import NOTHING, Amendment
from certificates.domain.acts.reasons import Why
from certificates.domain.blanks.blank import Blank, BlankChanged, BlankSpoilt, BlankTaken
from certificates.domain.blanks.record import Sheets
from certificates.domain.certificate import Certificate, NoReason
from certificates.domain.refusal import Refusal
from certificates.queries.blanks import sheets_of
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
    id_ = act_id(change_id, old.organisation, doing, task, reason.strip())
    act = await _do(app, old, doing, task, reason, by=by, id_=id_)
    made = await app.certificates.find(newer_id(old.id, act.id))
    if made is None:
        raise Stale(str(old.id))
    return made


@dataclass(frozen=True, slots=True)
class Paper:
    """What an officer says of the paper of one certificate. `seen`: the record of the blank that it was on then."""

    doing: Doing
    blank: Blank | None = None
    reason: str = ""
    spoilt_on: date | None = None
    seen: UUID | None = None


async def set_paper(app: App, certificate: Certificate, paper: Paper, *, by: str, change_id: UUID) -> None:
    """One of ON_BLANKS. Raises NoReason, HasBlank, NoBlank, BlankTaken, BlankSpoilt, BlankChanged, SpoiltTooLate; Stale where
    somebody else was faster."""
    stands = (await sheets_of(app, [certificate.id])).get(certificate.id, Sheets()).on
    task = Task(certificate.id, str(certificate.number), blank=paper.blank, spoilt_on=paper.spoilt_on)
    id_ = act_id(change_id, certificate.organisation, paper.doing, task, paper.reason.strip())
    if await app.acts.find(id_) is None and (stands.id if stands else None) != paper.seen:
        raise BlankChanged(certificate.id)
    if stands is not None:
        task = replace(task, earlier=stands.blank)
    done = await _do(app, certificate, paper.doing, task, paper.reason, by=by, id_=id_)
    for left_out in done.left_out:
        raise _refusal(left_out.why, certificate.id, paper.blank or Blank("", ""))


def _refusal(why: Why, certificate_id: UUID, blank: Blank) -> Refusal:
    """Why it was not done after all: somebody did something at the same moment."""
    taken = {Why.BLANK: BlankTaken, Why.SPOILT: BlankSpoilt}
    return taken[why](blank.series, blank.number) if why in taken else BlankChanged(certificate_id)


async def _do(app: App, certificate: Certificate, doing: Doing, task: Task, reason: str, *, by: str, id_: UUID) -> Act:
    act = await app.acts.find(id_)
    if act is None:
        if not reason.strip() and doing not in WITHOUT_REASON:
            raise NoReason
        await check(app, doing, certificate, task)
        act = await draft(app, id_, certificate.organisation, doing, [task], by=by)
    if not act.tasks:  # somebody was faster since the check; what is left out says how
        return act
    return await start(app, act, reason, public=False, sure=True, by=by)
