"""An act with entries of the register: looked at, started, and what came of it; and all that were started."""

from collections import Counter
from typing import Any, Final
from uuid import UUID

from fastapi import APIRouter, Request, Response

from certificates.access import check_officer
from certificates.api.deps import TheApp
from certificates.api.register.words import fault_words, why_words
from certificates.api.schemas import Reason
from certificates.commands.acts.doing import cancel, start
from certificates.domain.acts.act import WITHOUT_REASON, Act, ActStarted, Doing, Stage
from certificates.domain.refusal import Refusal
from certificates.pages.register.words import doings
from certificates.pages.render import pages
from certificates.queries.acts import list_acts, read_act, those_meant
from certificates.queries.certificates import read_issuer
from certificates.wiring import App
from shared.errors import Stale
from shared.identity.principal import Principal
from shared.web.addresses import redirect
from shared.web.deps import Officer
from shared.web.forms import Mistyped, Typed, body_of, field_of, read, typed_in
from shared.web.i18n import gettext_of
from shared.web.schemas import In, Ticked

router = APIRouter(prefix="/issuers/{organisation}/register/acts", include_in_schema=False)
SHOWN: Final = 200
"""Entries that are left out, or rows with faults, on one page."""


class Start(In):
    reason: Reason = ""
    public: Ticked = False
    sure: Ticked = False


@router.get("")
async def show_all(organisation: str, request: Request, officer: Officer, app: TheApp) -> Response:
    check_officer(officer, organisation)
    return pages.render(
        request,
        "register/acts.html",
        principal=officer,
        issuer=await read_issuer(app, organisation),
        acts=await list_acts(app, organisation),
        names=doings(gettext_of(request)),
    )


@router.get("/{act_id}")
async def show(organisation: str, act_id: UUID, request: Request, officer: Officer, app: TheApp) -> Response:
    return await _page(request, app, officer, await _own(app, organisation, act_id, officer))


@router.post("/{act_id}/start")
async def begin(organisation: str, act_id: UUID, request: Request, officer: Officer, app: TheApp) -> Response:
    act = await _own(app, organisation, act_id, officer)
    typed = await typed_in(request)
    try:
        sent = read(Start, body_of(typed, tuple(Start.model_fields)))
        await start(app, act, sent.reason, public=sent.public, sure=sent.sure, by=officer.account)
    except (Refusal, Mistyped) as refusal:
        return await _page(request, app, officer, act, typed, refusal)
    except Stale:  # somebody else pressed at the same moment: the page says what came of it
        pass
    return redirect(f"/issuers/{organisation}/register/acts/{act_id}")


@router.post("/{act_id}/cancellation")
async def give_up(organisation: str, act_id: UUID, request: Request, officer: Officer, app: TheApp) -> Response:
    """Back to the register."""
    act = await _own(app, organisation, act_id, officer)
    try:
        await cancel(app, act)
    except ActStarted as refusal:
        return await _page(request, app, officer, act, refusal=refusal)
    return redirect(f"/issuers/{organisation}/register")


async def _own(app: App, organisation: str, act_id: UUID, officer: Principal) -> Act:
    """Raises UnknownAct, also for another organisation's."""
    check_officer(officer, organisation)
    return await read_act(app, organisation, act_id)


async def _page(
    request: Request,
    app: App,
    officer: Principal,
    act: Act,
    typed: Typed | None = None,
    refusal: Exception | None = None,
) -> Response:
    _ = gettext_of(request)
    words, counts = why_words(_), Counter(one.why for one in act.left_out)
    shown: dict[str, Any] = {
        "reasons": [(words[why], number) for why, number in counts.most_common()],
        "left_out": [(one, words[one.why]) for one in act.left_out[:SHOWN]],
        "faults": [(one, fault_words(_)[one.fault]) for one in act.faults[:SHOWN]],
        "needs_reason": act.doing not in WITHOUT_REASON,
        "may_be_public": act.doing in {Doing.REVOKE, Doing.SUSPEND},
        "called": doings(_)[act.doing],
    }
    return pages.render(
        request,
        "register/act.html",
        refusal=refusal,
        fields=field_of,
        principal=officer,
        errors=(),
        issuer=await read_issuer(app, act.organisation),
        act=act,
        meant=await those_meant(app, act) if act.stage is not Stage.GOING else [],
        typed=typed or {},
        **shown,
    )
