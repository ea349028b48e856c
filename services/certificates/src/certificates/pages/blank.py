"""An officer enters the blank that a certificate is printed on, corrects it, or says that it is spoilt."""

from collections.abc import Mapping
from typing import Annotated, Final
from uuid import UUID, uuid4

from fastapi import APIRouter, Request, Response
from pydantic import Field

from certificates.access import check_officer
from certificates.api.deps import TheApp
from certificates.api.schemas import Reason, Sheet
from certificates.commands.acts.one import Paper, set_paper
from certificates.domain.acts.act import Doing
from certificates.domain.blanks.blank import Blank
from certificates.domain.blanks.record import Sheets
from certificates.domain.certificate import Certificate
from certificates.domain.refusal import Refusal
from certificates.pages.register.words import deeds, paper_ways
from certificates.pages.render import pages
from certificates.queries.blanks import history_of, sheets_of
from certificates.queries.certificates import read_certificate
from certificates.wiring import App
from shared.errors import Stale
from shared.identity.principal import Principal
from shared.web.addresses import redirect
from shared.web.deps import Officer
from shared.web.forms import Mistyped, Typed, body_of, field_of, read, typed_in
from shared.web.i18n import gettext_of
from shared.web.schemas import Day, In

router = APIRouter(prefix="/certificates/{certificate_id}/blank", include_in_schema=False)


class _Said(In):
    """`once`: what the form is known by. `seen`: the record of the blank that it was about."""

    once: Annotated[UUID, Field(default_factory=uuid4)]
    seen: UUID | None = None
    reason: Reason = ""


class Entered(_Said):
    """Also where another one was typed wrongly."""

    series: Sheet | None = None
    blank: Sheet


class Reprinted(Entered):
    spoilt_on: Day | None = None


class Spoilt(_Said):
    spoilt_on: Day | None = None


FORMS: Final[Mapping[Doing, type[_Said]]] = {
    Doing.BLANKS: Entered,
    Doing.CORRECT_BLANKS: Entered,
    Doing.REPRINT: Reprinted,
    Doing.SPOIL: Spoilt,
}


class What(In):
    what: Doing


@router.get("")
async def ask(certificate_id: UUID, request: Request, officer: Officer, app: TheApp) -> Response:
    """`?what=` says which form; without it, and where that cannot be, the first that can."""
    return await _form(request, app, officer, await _own(app, certificate_id, officer), request.query_params)


@router.post("")
async def do(certificate_id: UUID, request: Request, officer: Officer, app: TheApp) -> Response:
    """Shows the certificate then."""
    certificate = await _own(app, certificate_id, officer)
    typed = await typed_in(request)
    try:
        what = read(What, body_of(typed, ("what",))).what
        form = FORMS.get(what, Entered)
        sent = read(form, body_of(typed, tuple(form.model_fields)))
        await set_paper(app, certificate, _paper(what, sent), by=officer.account, change_id=sent.once)
    except (Refusal, Mistyped, Stale) as refusal:
        return await _form(request, app, officer, certificate, typed, refusal)
    return redirect(f"/certificates/{certificate_id}")


def _paper(what: Doing, sent: _Said) -> Paper:
    blank = Blank(sent.series or "", sent.blank) if isinstance(sent, Entered) else None
    on = sent.spoilt_on if isinstance(sent, Reprinted | Spoilt) else None
    return Paper(what if what in FORMS else Doing.BLANKS, blank, sent.reason, on, sent.seen)


async def _own(app: App, certificate_id: UUID, officer: Principal) -> Certificate:
    certificate = await read_certificate(app, certificate_id)
    check_officer(officer, certificate.organisation)
    return certificate


async def _form(
    request: Request,
    app: App,
    officer: Principal,
    certificate: Certificate,
    typed: Typed,
    refusal: Exception | None = None,
) -> Response:
    _ = gettext_of(request)
    on = (await sheets_of(app, [certificate.id])).get(certificate.id, Sheets()).on
    ways = [Doing.CORRECT_BLANKS, Doing.REPRINT, Doing.SPOIL] if on else [Doing.BLANKS]
    what = next((one for one in ways if one.value == typed.get("what")), ways[0])
    is_begun = refusal is None and what is Doing.CORRECT_BLANKS and on is not None
    return pages.render(
        request,
        "blank.html",
        refusal=refusal,
        fields=field_of,
        principal=officer,
        certificate=certificate,
        on=on,
        what=what.value,
        ways=[(one.value, name) for one, name in paper_ways(_).items() if one in ways],
        typed={"series": on.blank.series, "blank": on.blank.number} if is_begun and on else typed,
        errors=(),
        once=uuid4(),
        today=app.day(app.now()).isoformat(),
        history=[(record, change, deeds(_)[change.deed]) for record, change in await history_of(app, certificate)],
    )
