"""The verifier: a page that reads the part after `#` in the browser, and works with JavaScript off by a form."""

import json
from dataclasses import dataclass
from importlib.resources import files
from typing import Annotated, Final

from fastapi import APIRouter, Form, Path, Request, Response

from certificates.api.deps import TheApp
from certificates.documents.words import grounds
from certificates.domain.issuer import UnknownIssuer
from certificates.domain.verifying.verdict import Answer, Verdict
from certificates.formats.published import Published
from certificates.pages import answers
from certificates.pages.render import pages
from certificates.queries.catalogue import catalogue, catalogues
from certificates.queries.verification import verify_typed
from certificates.verification.presented import typing_error
from certificates.verification.typed import is_a_guess
from shared.web.deps import Visitor, Words, guess
from shared.web.i18n import LANGUAGES, Gettext
from shared.web.preconditions import UNCHANGED, is_known
from shared.web.problems import problems
from shared.web.static import STYLES, StaticUrl

router = APIRouter(prefix="/v", tags=["verification"])

MOST_ISSUERS: Final = 2**32 - 1
MOST_NAMED: Final = 12
_FONTS = ("cyrillic", "latin")
_MODULES = ("reader.js", "cbor.js", "catalogue.js", "verdict.js", "presenting.js")
"""What verifier.js imports."""
_READER = ("reader/index.js", "share.js", "zxing_reader.wasm")
"""What camera.js needs."""
_OWN = ("verifier.css", "scanning.js", "verifier.js", *_MODULES)


@dataclass(frozen=True, slots=True)
class Sent:
    """What was to be checked at once and was not."""

    text: str = ""
    codes: str = ""
    """What the browser has read off pictures: a line each, name and code."""
    files: tuple[str, ...] = ()
    """Their names: a browser lets no page choose them again."""
    order: str = "given"

    @property
    def read(self) -> tuple[str, ...]:
        """The names of the pictures."""
        return tuple(line.partition("\t")[0] for line in self.codes.splitlines() if line.strip())


NOTHING: Final = Sent()


@router.get("", include_in_schema=False)
async def verifier(request: Request, _visitor: Visitor, _: Words) -> Response:
    """The same for everybody, so that a browser may keep it for use without a network."""
    return page(request, _)


@router.post("", include_in_schema=False)
async def verify(
    request: Request, _visitor: Visitor, app: TheApp, _: Words, text: Annotated[str, Form(max_length=200_000)] = ""
) -> Response:
    """The answer to what was typed or pasted; a typing error is shown beside the field. Raises TooMany."""
    if is_a_guess(text):
        await guess(request)
    verdict = await verify_typed(app, text)
    refusal = typing_error(verdict)
    return page(request, _, None if refusal else verdict, text, refusal)


@router.get("/catalogue", summary="Whose catalogues there are", responses=UNCHANGED)
async def read_catalogues(request: Request, _visitor: Visitor, app: TheApp) -> Response:
    """The numbers that stand for issuers in QRs. Each has a catalogue of its own."""
    return _sent(request, await catalogues(app))


@router.get("/catalogue/{issuer}", summary="What verifies offline", responses={**UNCHANGED, **problems(UnknownIssuer)})
async def read_catalogue(
    issuer: Annotated[int, Path(ge=0, le=MOST_ISSUERS)], request: Request, _visitor: Visitor, app: TheApp
) -> Response:
    """One issuer's keys, the names behind the numbers of its QRs, and the status as of `at`, signed by it. `issuer`: its number
    in a QR."""
    return _sent(request, await catalogue(app, issuer))


def _sent(request: Request, published: Published) -> Response:
    headers = {"etag": published.tag, "cache-control": "no-cache"}
    if is_known(request.headers.get("if-none-match"), published.tag):
        return Response(status_code=304, headers=headers)
    return Response(published.body, media_type="application/json", headers=headers)


@router.get("/worker.js", include_in_schema=False)
async def worker(_visitor: Visitor) -> Response:
    """The service worker, with the addresses that it caches: at once, or when they were used."""
    source = (files("certificates") / "pages/static/worker.js").read_text()
    used = [StaticUrl("certificates")("camera.js"), *(f"/static/shared/vendor/zxing-wasm/{file}" for file in _READER)]
    head = f"const CACHED = {json.dumps(_cached_addresses())};\nconst USED = {json.dumps(used)};\n"
    headers = {"service-worker-allowed": "/v", "cache-control": "no-cache"}
    return Response(head + source, media_type="text/javascript", headers=headers)


def _cached_addresses() -> list[str]:
    own, shared = StaticUrl("certificates"), StaticUrl("certificates")
    shared_files = [
        "page.js",
        "mark.svg",
        *STYLES,
        "print.css",
        *(f"vendor/golos-text/{font}.woff2" for font in _FONTS),
    ]
    fallback = "/static/shared/vendor/noble-ed25519/ed25519.js"
    pages_cached = ["/v", *(f"/v?lang={language}" for language in LANGUAGES)]
    return [
        *pages_cached,
        *(own(name) for name in _OWN),
        *(shared(f"shared/{name}") for name in shared_files),
        fallback,
    ]


def page(
    request: Request,
    _: Gettext,
    verdict: Verdict | None = None,
    typed: str = "",
    refusal: Exception | None = None,
    sent: Sent = NOTHING,
) -> Response:
    """With the answer, or with what was typed or sent and why there is none."""
    return pages.render(
        request,
        "verifier.html",
        refusal=refusal,
        principal=None,
        errors=(),
        answer=answers.answer_text(verdict, _, request.app.state.app.formats(_.language)) if verdict else None,
        url=f"/certificates/{verdict.certificate_id}" if verdict and verdict.certificate_id else None,
        ask=f"/issuers/{verdict.organisation}" if verdict and verdict.organisation else None,
        issuer=verdict.facts.issuer.in_language(_.language) if verdict and verdict.facts.issuer else "",
        contact=verdict.facts.contact.shown if verdict else (),
        typed=typed,
        sent=sent,
        most_named=MOST_NAMED,
        modules=_MODULES,
        checking=_template("checking", "info", _("Checking the certificate"), ""),
        templates=_templates(_),
        presented={key.value: text for key, text in answers.presented(_).items()},
        checks={key.value: text for key, text in answers.checks(_).items()},
        grounds=grounds(_),
    )


def _templates(_: Gettext) -> list[dict[str, str]]:
    """The answers that the browser's own verification chooses from."""
    titles, meanings = answers.titles(_), answers.meanings(_)
    unreached = _("There is no connection to the service.")
    return [
        *(_template(answer.value, answers.MEANINGS[answer], titles[answer], meanings[answer]) for answer in Answer),
        _template("no_connection", "attention", _("The certificate could not be checked now"), unreached),
        _template("no_network", "attention", _("A number can only be checked with a network"), _("Scan the code.")),
    ]


def _template(id: str, meaning: str, title: str, text: str) -> dict[str, str]:
    return {"id": id, "meaning": meaning, "title": title, "text": text}
