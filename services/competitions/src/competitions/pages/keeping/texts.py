"""`/consent-texts`: what the organisation asks people to agree to. Written, looked at as a guardian will see it, published."""

from uuid import UUID

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from competitions.api.consent_texts import ConsentTextIn
from competitions.api.deps import TheApp
from competitions.commands.keeping.texts import publish_text
from competitions.domain.consents.records import Purpose
from competitions.domain.consents.texts import Template
from competitions.domain.refusal import Refusal
from competitions.pages.rendering import pages
from competitions.queries.keeping.texts import KeptText, keeper_of, kept_text, kept_texts, previewed
from competitions.queries.records.names import operator_of
from competitions.wiring import App
from shared.errors import Outdated, Stale
from shared.identity.principal import Principal
from shared.web.addresses import redirect
from shared.web.deps import Organiser
from shared.web.forms import Mistyped, Typed, body_of, field_of, read, typed_in, typed_of
from shared.web.i18n import LANGUAGES, gettext_of, language
from shared.web.schemas import In, Whole

router = APIRouter(prefix="/consent-texts", include_in_schema=False)


class Form(In):
    version: Whole = 0
    """That the texts had when the form was opened."""


@router.get("")
async def texts(request: Request, by: Organiser, app: TheApp, championship: UUID | None = None) -> HTMLResponse:
    """`championship`: where the reader came from."""
    kept = await kept_texts(app, by)
    operator = await operator_of(app, keeper_of(by), language(request))
    return pages.render(
        request, "consents/texts.html", principal=by, kept=kept, came_from=championship, operator=operator
    )


@router.get("/{purpose}")
async def text(purpose: Purpose, request: Request, by: Organiser, app: TheApp) -> HTMLResponse:
    kept = await kept_text(app, purpose, by)
    shown = kept.shipped if "shipped" in request.query_params else kept.shown
    typed = {**typed_of({"ru": shown.ru.parts, "en": shown.en.parts}), "version": str(kept.seen_version)}
    return await _page(request, app, by, kept, typed)


@router.post("/{purpose}")
async def publish(purpose: Purpose, request: Request, by: Organiser, app: TheApp) -> Response:
    """What a colleague published meanwhile is not written over. Without `publish` it is only looked at."""
    kept = await kept_text(app, purpose, by)
    typed = await typed_in(request)
    try:
        body = read(ConsentTextIn, body_of(typed, ("ru", "en")))
        written = Template("", body.ru.wording(), body.en.wording())
        for language in LANGUAGES:
            getattr(written, language).check(language)
        if "publish" not in typed:
            return await _page(request, app, by, kept, typed, preview=written)
        seen = read(Form, body_of(typed, ("version",), numbers=("version",))).version
        await publish_text(app, purpose, written.ru, written.en, by, seen)
    except Stale:
        return await _page(request, app, by, kept, {**typed, "version": str(kept.seen_version)}, Outdated())
    except (Refusal, Mistyped) as refusal:
        return await _page(request, app, by, kept, typed, refusal)
    return redirect(f"/consent-texts/{purpose}?published")


async def _page(
    request: Request,
    app: App,
    by: Principal,
    kept: KeptText,
    typed: Typed,
    refusal: Exception | None = None,
    preview: Template | None = None,
) -> HTMLResponse:
    return pages.render(
        request,
        "consents/text.html",
        principal=by,
        kept=kept,
        typed=typed,
        refusal=refusal,
        errors=(),
        fields=field_of,
        preview=[(language, await _filled(request, app, by, preview, language)) for language in LANGUAGES]
        if preview
        else (),
        published="published" in request.query_params,
    )


async def _filled(request: Request, app: App, by: Principal, text: Template, language: str) -> object:
    _ = gettext_of(request)
    shown = {"championship": _("Name of the championship"), "until": _("the last day by the rules of the championship")}
    return (await previewed(app, text, language, shown, by)).wording
