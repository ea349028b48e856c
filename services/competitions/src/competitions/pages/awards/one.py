"""One person is granted something on a page."""

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from competitions.api.awards.awards import wish_of
from competitions.api.awards.shapes import AwardIn
from competitions.api.deps import TheApp
from competitions.commands.awards.offers import own_offer
from competitions.commands.awards.one import GrantedOtherwise, WhoIsMeant, grant
from competitions.domain.awards.award import GrantedBefore
from competitions.domain.awards.offers import Offer
from competitions.domain.awards.rows import ANOTHER, Namesake
from competitions.domain.entering.search import fold
from competitions.domain.refusal import Refusal
from competitions.pages.awards.terms import body_of_terms, typed_at_first
from competitions.pages.rendering import pages
from competitions.queries.awards.granting import AwardSeen, own_championships, seen_award
from competitions.wiring import App
from shared.identity.principal import Principal
from shared.ids import derive
from shared.web.addresses import redirect
from shared.web.deps import Officer
from shared.web.forms import Mistyped, Typed, body_of, field_of, read, typed_in

router = APIRouter(prefix="/awards/achievements/{achievement_id}/one", include_in_schema=False)
FIELDS: Final = ("recipient", "facts", "paper_consent", "key")
IDENTITY: Final = ("family_name", "given_name", "patronymic", "birth_date")
NUMBERS: Final = ("facts-hours", *(f"facts-modules-{n}-hours" for n in range(10)))


@router.get("")
async def form(achievement_id: UUID, request: Request, by: Officer, app: TheApp) -> HTMLResponse:
    offer = await own_offer(app, achievement_id, by)
    return await _page(request, app, by, offer, typed_at_first(offer, app.today().isoformat()))


@router.post("")
async def give(achievement_id: UUID, request: Request, by: Officer, app: TheApp) -> Response:
    """`once`: of the form, so that what is sent twice is granted once."""
    offer = await own_offer(app, achievement_id, by)
    typed = await typed_in(request)
    try:
        wish = wish_of(read(AwardIn, _body(typed, achievement_id)), app)
        await grant(app, derive("award on a page", by.account, typed.get("once", "")), wish, by)
    except WhoIsMeant as refusal:
        return await _page(request, app, by, offer, typed, refusal, refusal.candidates)
    except (Mistyped, Refusal) as refusal:
        return await _page(request, app, by, offer, typed, refusal, before=await _before(app, refusal))
    return redirect("/awards/granted?granted")


async def _before(app: App, refusal: Exception) -> AwardSeen | None:
    """What the same form has granted, where that is why."""
    return await seen_award(app, refusal.award) if isinstance(refusal, GrantedBefore) else None


def _body(typed: Typed, achievement_id: UUID) -> dict[str, Any]:
    meant = _meant(typed)
    body = {**body_of(typed, FIELDS, NUMBERS), **body_of_terms(typed, achievement_id)}
    if meant == ANOTHER:
        body["is_another"] = True
    elif meant:
        body["subject_id"] = meant
        body.pop("recipient", None)
    for name in ("correct", "is_further"):
        if name in typed and _is_answer(typed):
            body[name] = True
    return body


def _person(typed: Typed) -> str:
    """Of whom the form is, so that what is answered about one counts for nobody else."""
    return "/".join(fold(typed.get(f"recipient-{name}", "")) for name in IDENTITY)


def _is_answer(typed: Typed) -> bool:
    """Whether what was asked below the form was asked about whom it names now."""
    return typed.get("asked-of") == _person(typed)


def _meant(typed: Typed) -> str:
    return typed.get("meant", "") if _is_answer(typed) else ""


async def _page(
    request: Request,
    app: TheApp,
    by: Principal,
    offer: Offer,
    typed: Typed,
    refusal: Exception | None = None,
    candidates: Sequence[Namesake] = (),
    *,
    before: AwardSeen | None = None,
) -> HTMLResponse:
    return pages.render(
        request,
        "awards/one.html",
        principal=by,
        offer=offer,
        championships=await own_championships(app, by),
        typed=typed,
        refusal=refusal,
        fields=field_of,
        errors=(),
        candidates=candidates,
        before=before,
        asked_of=_person(typed),
        meant=_meant(typed),
        is_otherwise=isinstance(refusal, GrantedOtherwise),
        differing=refusal.differing if isinstance(refusal, GrantedOtherwise) else (),
    )
