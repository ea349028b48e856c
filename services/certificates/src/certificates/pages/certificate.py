"""One address for each certificate: the page for people, the signed data, the PDF, the pictures."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Any
from urllib.parse import quote
from uuid import UUID

from fastapi import APIRouter, Form, Query, Request, Response

from certificates.access import check_document_access, may_see_reason, members_shown, sight_of, works_for
from certificates.api.deps import TheApp
from certificates.api.schemas import TypedName
from certificates.commands.correcting import BY_ITSELF
from certificates.commands.names import check_name
from certificates.documents.letterhead import Letterhead
from certificates.documents.words import ModuleTable, beside, module_table, reason_in, score_of
from certificates.domain.acts.act import Doing
from certificates.domain.blanks.record import Sheets
from certificates.domain.certificate import Certificate, Erased, UnknownCertificate
from certificates.domain.designs.own import PrintingBusy
from certificates.domain.holders.names import IncompleteName, NoName, TooManyNameChecks
from certificates.domain.refusal import Refusal
from certificates.domain.short_id import grouped
from certificates.domain.standing import Reason, State
from certificates.domain.verifying.verdict import Answer, Verdict, of_register
from certificates.pages.answers import AnswerText, answer_text
from certificates.pages.negotiation import FORMS, wanted
from certificates.pages.register.words import paper_ways
from certificates.pages.render import pages
from certificates.pages.sharing import shared_of, tag_of
from certificates.queries.blanks import sheets_of
from certificates.queries.certificates import (
    newer_certificate,
    older_certificate,
    read_certificate,
    read_issuer,
    read_letterhead,
)
from certificates.verification.verdicts import facts_of
from certificates.wiring import App
from shared.identity.principal import Forbidden, NotSignedIn, Principal, Role
from shared.web.deps import Guess, ReaderLanguage, Visitor, Words
from shared.web.formats import Formats
from shared.web.i18n import Gettext, Language, gettext_of
from shared.web.preconditions import UNCHANGED, is_known
from shared.web.problems import problems

router = APIRouter(prefix="/certificates", tags=["documents"])

_CONTENT: dict[int | str, dict[str, Any]] = {
    200: {"content": {kind: {} for kind in FORMS.values()}},
    406: {"description": "There is no such form"},
    **UNCHANGED,
}
_Asked = Annotated[
    str | None, Query(alias="format", description="Before `Accept`", json_schema_extra={"enum": [*FORMS, None]})
]


@router.get(
    "/{certificate_id}",
    summary="A certificate in the form that is asked for",
    response_class=Response,
    responses={**_CONTENT, **problems(UnknownCertificate, NotSignedIn, Forbidden, Erased, PrintingBusy)},
)
async def read(
    certificate_id: UUID,
    request: Request,
    visitor: Visitor,
    app: TheApp,
    language: ReaderLanguage,
    _: Words,
    asked: _Asked = None,
) -> Response:
    """HTML for everybody, with the name and the score where the holder allowed them for the championship. `application/vc`, PDF
    and pictures carry name, award and score: for the holder, a guardian, the issuer's officers and organisers, or everybody
    where the holder allowed all of that. Of a team's, each member allows, and each member and the mentor is a holder."""
    certificate = await read_certificate(app, certificate_id)
    form = wanted(request, asked)
    if form == "html":
        return await page(request, app, certificate, visitor)
    await check_document_access(app, certificate, visitor)
    members = await members_shown(app, certificate) if form == "pdf" else ()
    letterhead = await read_letterhead(app, certificate.organisation, certificate.achievement.design)
    tag = tag_of(certificate, form, language, letterhead, members)
    headers = {
        "etag": tag,
        "cache-control": "private, no-cache",
        "vary": "Accept, Accept-Language, Cookie, Authorization",
    }
    if is_known(request.headers.get("if-none-match"), tag):
        return Response(status_code=304, headers=headers)
    name = f"{certificate.number}.{'json' if form == 'vc' else form}"
    headers["content-disposition"] = f"inline; filename*=UTF-8''{quote(name)}"
    return Response(
        await _made(app, certificate, form, language, letterhead, members), media_type=FORMS[form], headers=headers
    )


@router.post("/{certificate_id}/name-check", include_in_schema=False, dependencies=[Guess])
async def name_check(
    certificate_id: UUID,
    request: Request,
    visitor: Visitor,
    app: TheApp,
    name: Annotated[TypedName, Form()] = "",
) -> Response:
    """Answers on the certificate's own page."""
    certificate = await read_certificate(app, certificate_id)
    return await page(request, app, certificate, visitor, await _checked(app, certificate_id, name))


@dataclass(frozen=True, slots=True)
class NameCheck:
    """A name that somebody typed, and what came of it: whether it is the holder's, or why it was not compared."""

    typed: str = ""
    is_same: bool | None = None
    refusal: Refusal | None = None


async def _checked(app: App, certificate_id: UUID, name: str) -> NameCheck:
    try:
        return NameCheck(name, await check_name(app, certificate_id, name))
    except (NoName, IncompleteName, TooManyNameChecks) as refusal:
        return NameCheck(name, refusal=refusal)


async def page(
    request: Request,
    app: App,
    certificate: Certificate,
    visitor: Principal | None,
    name_check: NameCheck = NameCheck(),
) -> Response:
    """The answer, who and what, how we know, and the documents for those who may have them."""
    _ = gettext_of(request)
    sight = await sight_of(app, certificate, visitor)
    issuer = await read_issuer(app, certificate.organisation)
    # The points stand with their scale, below the facts.
    facts = facts_of(
        certificate, issuer, app.day(certificate.issued_at), named=sight.name, scored=False, with_team=sight.team
    )
    facts = replace(facts, members=await members_shown(app, certificate))
    verdict = replace(of_register(certificate, app.now()), facts=facts)
    verdict = verdict.ending(app.start_of(certificate.expires_on), app.now())
    private = await _private_reason(app, certificate, visitor)
    if private:
        verdict = replace(verdict, reason=private)
    officer = visitor is not None and works_for(visitor, certificate.organisation) and visitor.has(Role.OFFICER)
    return pages.render(
        request,
        "certificate.html",
        refusal=name_check.refusal,
        principal=visitor,
        certificate=certificate,
        answer=_answer(verdict, _, app.formats(_.language), is_holders=sight.documents),
        **(_told(app, certificate, _) if sight.score else {"beside": (), "modules": ModuleTable()}),
        score=score_of(certificate, _, app.formats(_.language)) if sight.score else "",
        short_id=grouped(certificate.short_id),
        documents=sight.documents and certificate.document is not None,
        officer=officer,
        **(await _for_officers(app, certificate, _) if officer else {}),
        address=f"{app.origin}/certificates/{certificate.id}",
        asks_name=not sight.name and certificate.document is not None,
        name_check=name_check,
        errors=(),
        issuer=issuer,
        shared=await shared_of(app, certificate, issuer, app.day(certificate.issued_at), _),
        reason_is_private=private is not None,
        asks_sign_in=visitor is None and not sight.documents and certificate.document is not None,
        newer=await _newer(app, certificate),
        older=await older_certificate(app, certificate),
    )


def _answer(verdict: Verdict, _: Gettext, formats: Formats, *, is_holders: bool) -> AnswerText:
    """Whoever holds it is not sent to the holder: the link to the newer one is below."""
    answer = answer_text(verdict, _, formats)
    if not is_holders or verdict.answer is not Answer.SUPERSEDED:
        return answer
    return replace(answer, lines=[_("The issuer gave out a new one in its place."), *answer.lines[1:]])


def _told(app: App, certificate: Certificate, _: Gettext) -> dict[str, Any]:
    """What it says beside its facts; modules in a table where there is more to say of them than their titles."""
    modules = module_table(certificate, _)
    said = beside(certificate, _, app.formats(_.language))
    return {"beside": [one for one in said if not modules.rows or one[0] != _("Modules")], "modules": modules}


async def _for_officers(app: App, certificate: Certificate, _: Gettext) -> dict[str, Any]:
    """What it is printed on and what can be done with that, and why it was issued anew."""
    sheets = (await sheets_of(app, [certificate.id])).get(certificate.id, Sheets())
    ways = [(one.value, name) for one, name in paper_ways(_).items() if (one is Doing.BLANKS) is (sheets.on is None)]
    anew = certificate.reissued
    by = (_("the system by itself") if anew.by in BY_ITSELF else anew.by) if anew else None
    return {
        "sheets": sheets,
        "paper_ways": ways,
        "issued_anew": [(_("Issued anew by"), by), (_("Reason"), reason_in(anew.reason, _))] if anew else [],
    }


async def _private_reason(app: App, certificate: Certificate, visitor: Principal | None) -> Reason | None:
    """Why it is out of force, where that is not public, for those who may know it."""
    standing = certificate.standing
    if standing.public or standing.state is State.VALID or not await may_see_reason(app, certificate, visitor):
        return None
    return standing.reason


async def _newer(app: App, certificate: Certificate) -> UUID | None:
    found = await newer_certificate(app, certificate)
    return found.id if found else None


async def _made(
    app: App,
    certificate: Certificate,
    form: str,
    language: Language,
    letterhead: Letterhead,
    members: Sequence[str],
) -> str | bytes:
    if form == "vc":
        return certificate.handed_out.credential
    if form == "svg":
        return await app.rendering.svg(certificate)
    if form == "png":
        return await app.rendering.png(certificate)
    return await app.rendering.pdf(certificate, letterhead, language, members)
