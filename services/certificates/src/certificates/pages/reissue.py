"""An officer issues a certificate anew, or as a duplicate."""

from collections.abc import Mapping
from typing import Annotated, Any, Final, Literal
from uuid import UUID, uuid4

from fastapi import APIRouter, Request, Response
from pydantic import Field

from certificates.access import check_officer
from certificates.api.deps import TheApp
from certificates.api.schemas import Reason
from certificates.api.standing import AmendmentIn
from certificates.commands.acts.one import issue_anew
from certificates.domain.certificate import Certificate
from certificates.domain.refusal import Refusal
from certificates.pages.render import pages
from certificates.queries.achievements import list_achievements
from certificates.queries.certificates import holders_name, read_certificate
from certificates.wiring import App
from shared.errors import Stale
from shared.identity.principal import Principal
from shared.web.addresses import redirect
from shared.web.deps import Officer
from shared.web.forms import Mistyped, Typed, body_of, field_of, read, typed_in
from shared.web.i18n import gettext_of
from shared.web.schemas import In

router = APIRouter(prefix="/certificates/{certificate_id}/reissue", include_in_schema=False)
NUMBERS: Final = ("points",)
_Once = Annotated[UUID, Field(default_factory=uuid4)]
"""What the form is known by, so that a second press issues nothing else."""


class Anew(AmendmentIn):
    once: _Once
    reason: Reason = ""


class Duplicate(In):
    once: _Once
    reason: Reason = ""


FORMS: Final[Mapping[str, type[In]]] = {"reissue": Anew, "duplicate": Duplicate}
_FIELDS: Final = {("/reason", "duplicate"): "reason-duplicate", ("code", "reissue"): "achievement"}


class What(In):
    what: Literal["reissue", "duplicate"]


@router.get("")
async def ask(certificate_id: UUID, request: Request, officer: Officer, app: TheApp) -> Response:
    return await _form(request, app, officer, await _own(app, certificate_id, officer))


@router.post("")
async def do(certificate_id: UUID, request: Request, officer: Officer, app: TheApp) -> Response:
    """Shows the certificate that was made."""
    old = await _own(app, certificate_id, officer)
    typed = await typed_in(request)
    try:
        what = read(What, body_of(typed, ("what",))).what
        form = FORMS[what]
        sent = read(form, body_of(_as_numbers(typed), tuple(form.model_fields), NUMBERS))
        shown = await _done(app, old, sent, officer.account)
    except (Refusal, Mistyped, Stale) as refusal:
        return await _form(request, app, officer, old, typed, refusal)
    return redirect(f"/certificates/{shown}")


async def _done(app: App, old: Certificate, sent: In, by: str) -> UUID:
    match sent:
        case Duplicate(once=once, reason=reason):
            amendment = AmendmentIn().amendment()
            made = await issue_anew(app, old, amendment, reason, by=by, change_id=once, is_duplicate=True)
            return made.id
        case Anew(once=once, reason=reason):
            made = await issue_anew(app, old, sent.amendment(), reason, by=by, change_id=once)
            return made.id
    raise TypeError(sent)


def _as_numbers(typed: Typed) -> Typed:
    """Decimals as people write them here."""
    return {
        name: value.strip().replace(",", ".") if name in {"total", "out_of"} else value for name, value in typed.items()
    }


async def _own(app: App, certificate_id: UUID, officer: Principal) -> Certificate:
    certificate = await read_certificate(app, certificate_id)
    check_officer(officer, certificate.organisation)
    return certificate


async def _form(
    request: Request,
    app: App,
    officer: Principal,
    certificate: Certificate,
    typed: Typed | None = None,
    refusal: Exception | None = None,
) -> Response:
    what = (typed or {}).get("what", "")
    return pages.render(
        request,
        "reissue.html",
        refusal=refusal,
        fields=lambda where: _FIELDS.get((where, what)) or field_of(where),
        principal=officer,
        certificate=certificate,
        typed=await _begun(app, certificate) if typed is None else typed,
        what=what,
        errors=(),
        once=uuid4(),
        achievements=await _choices(request, app, certificate),
    )


async def _begun(app: App, certificate: Certificate) -> dict[str, str]:
    """The name alone is filled in: what is left empty stays as it was."""
    return {"name": await holders_name(app, certificate)}


async def _choices(request: Request, app: App, certificate: Certificate) -> list[tuple[str, str]]:
    """What the holder may have earned instead, and first, as it was."""
    _ = gettext_of(request)
    of_kind: list[Any] = [
        one
        for one in await list_achievements(app, certificate.organisation)
        if one.is_for_team == certificate.achievement.is_for_team
    ]
    as_it_was = _("as it was: {title}", title=certificate.achievement.title.in_language(_.language))
    return [("", as_it_was), *((one.code, one.title.in_language(_.language)) for one in of_kind)]
