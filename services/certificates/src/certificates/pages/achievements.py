"""An officer writes what can be earned of the organisation, and sees how a certificate of it looks."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from fastapi import APIRouter, Request, Response
from pydantic import Field

from certificates.access import check_officer
from certificates.api.achievements import AchievementIn, WordsIn
from certificates.api.deps import TheApp
from certificates.commands import achievements as commands
from certificates.documents.shelf import offered
from certificates.documents.words import kinds
from certificates.domain.achievement import Achievement, Unconfirmed
from certificates.domain.refusal import Refusal
from certificates.domain.wording import PLAIN, WANTED
from certificates.pages.render import pages
from certificates.pages.wording import body_of_words, typed_of_words
from certificates.queries.achievements import list_achievements, preview, read_achievement
from certificates.queries.certificates import read_issuer
from certificates.queries.designs import own_designs
from certificates.wiring import App
from shared.errors import Outdated, Stale
from shared.identity.principal import Principal
from shared.web.addresses import redirect
from shared.web.deps import Officer, ReaderLanguage
from shared.web.forms import Mistyped, Typed, field_of, read, typed_in, whole
from shared.web.i18n import Gettext, gettext_of
from shared.web.schemas import In, Ticked

router = APIRouter(prefix="/issuers/{organisation}/achievements", include_in_schema=False)


class Making(AchievementIn):
    """`once`: what the form is known by, so that a second press makes nothing else."""

    once: UUID = Field(default_factory=uuid4)


class Withdrawal(In):
    sure: Ticked = False


@router.get("")
async def show_all(organisation: str, request: Request, officer: Officer, app: TheApp) -> Response:
    check_officer(officer, organisation)
    found = await list_achievements(app, organisation)
    return await _render(request, app, "achievements.html", officer, achievements=found, names=_names(request))


@router.get("/new")
async def ask(organisation: str, request: Request, officer: Officer, app: TheApp) -> Response:
    check_officer(officer, organisation)
    return await _form(request, app, officer, {"kind": "course"})


@router.post("/new")
async def make(organisation: str, request: Request, officer: Officer, app: TheApp) -> Response:
    check_officer(officer, organisation)
    typed = await typed_in(request)
    try:
        new = read(Making, body_of_words(typed, Making))
        await commands.make(app, organisation, new.code, new.kind, new.words(), by=officer.account, change_id=new.once)
    except (Refusal, Mistyped) as refusal:
        return await _form(request, app, officer, typed, refusal)
    return redirect(f"/issuers/{organisation}/achievements/{new.code}?made")


@router.get("/{code}")
async def show(organisation: str, code: str, request: Request, officer: Officer, app: TheApp) -> Response:
    check_officer(officer, organisation)
    return await _page(request, app, officer, await read_achievement(app, organisation, code))


@router.get("/{code}/preview.pdf")
async def show_preview(
    organisation: str, code: str, officer: Officer, app: TheApp, language: ReaderLanguage
) -> Response:
    """A certificate of it with sample data, which no verifier takes for one."""
    check_officer(officer, organisation)
    paper = await preview(app, await read_achievement(app, organisation, code), language)
    headers = {"cache-control": "private, no-store", "content-disposition": f'inline; filename="{code}.pdf"'}
    return Response(paper, media_type="application/pdf", headers=headers)


@router.get("/{code}/edit")
async def ask_for_words(organisation: str, code: str, request: Request, officer: Officer, app: TheApp) -> Response:
    check_officer(officer, organisation)
    achievement = await read_achievement(app, organisation, code)
    return await _form(request, app, officer, typed_of_words(achievement), achievement=achievement)


@router.post("/{code}/edit")
async def rewrite(organisation: str, code: str, request: Request, officer: Officer, app: TheApp) -> Response:
    check_officer(officer, organisation)
    typed = await typed_in(request)
    try:
        words = read(WordsIn, body_of_words(typed, WordsIn)).words()
        seen = whole(typed.get("version", ""))
        await commands.rewrite(app, organisation, code, words, seen=seen, by=officer.account)
    except (Refusal, Mistyped, Outdated, Stale) as refusal:
        achievement = await read_achievement(app, organisation, code)
        return await _form(request, app, officer, typed, refusal, achievement)
    return redirect(f"/issuers/{organisation}/achievements/{code}?saved")


@router.post("/{code}/withdrawal")
async def withdraw(organisation: str, code: str, request: Request, officer: Officer, app: TheApp) -> Response:
    check_officer(officer, organisation)
    try:
        if not read(Withdrawal, {"sure": (await typed_in(request)).get("sure", False)}).sure:
            raise Unconfirmed
    except (Refusal, Mistyped) as refusal:
        return await _page(request, app, officer, await read_achievement(app, organisation, code), refusal)
    await commands.offer(app, organisation, code, is_offered=False, seen=None, by=officer.account)
    return redirect(f"/issuers/{organisation}/achievements/{code}?withdrawn")


@router.post("/{code}/offer")
async def offer_again(organisation: str, code: str, officer: Officer, app: TheApp) -> Response:
    check_officer(officer, organisation)
    await commands.offer(app, organisation, code, is_offered=True, seen=None, by=officer.account)
    return redirect(f"/issuers/{organisation}/achievements/{code}?offered")


async def _page(
    request: Request, app: App, officer: Principal, achievement: Achievement, refusal: Exception | None = None
) -> Response:
    return await _render(
        request,
        app,
        "achievement.html",
        officer,
        refusal,
        achievement=achievement,
        done=next((said for one, said in _done(gettext_of(request)).items() if one in request.query_params), None),
        names=_names(request),
        wanted=_wanted(gettext_of(request)),
    )


async def _form(
    request: Request,
    app: App,
    officer: Principal,
    typed: Typed,
    refusal: Exception | None = None,
    achievement: Achievement | None = None,
) -> Response:
    _ = gettext_of(request)
    return await _render(
        request,
        app,
        "achievement_form.html",
        officer,
        refusal,
        typed=typed,
        achievement=achievement,
        now=_saved_meanwhile(typed, achievement) if isinstance(refusal, Outdated | Stale) and achievement else {},
        kinds=[
            *((code, words.name) for code, words in kinds(_).items() if code != "award"),
            ("other", _("Something else")),
        ],
        wanted=_wanted(_),
        designs=await _designs(request, app),
        rows=range(3),
    )


async def _designs(request: Request, app: App) -> list[tuple[str, str]]:
    _ = gettext_of(request)
    own = await own_designs(app, request.path_params["organisation"])
    there = [*((one.id, one.title) for one in offered()), *((one.code, one.title) for one in own)]
    return [(PLAIN, _("As suits the kind")), *((id, title.in_language(_.language)) for id, title in there)]


def _saved_meanwhile(typed: Typed, achievement: Achievement) -> Mapping[str, str]:
    """What a colleague has saved otherwise than it is typed here."""
    saved = typed_of_words(achievement)
    return {name: value for name, value in saved.items() if value != typed.get(name, "") and name != "version"}


async def _render(
    request: Request, app: App, name: str, officer: Principal, refusal: Exception | None = None, **context: Any
) -> Response:
    issuer = await read_issuer(app, request.path_params["organisation"])
    return pages.render(
        request,
        name,
        refusal=refusal,
        fields=field_of,
        principal=officer,
        errors=(),
        once=uuid4(),
        issuer=issuer,
        home=f"/issuers/{issuer.organisation}/achievements",
        **context,
    )


def _names(request: Request) -> Mapping[str, str]:
    return {code: words.name for code, words in kinds(gettext_of(request)).items()}


def _wanted(_: Gettext) -> Mapping[str, str]:
    """The columns that a table of awards may have, in the order in which they are asked for."""
    words = {
        "hours": _("Academic hours"),
        "score": _("Score"),
        "result": _("Result in words"),
        "period": _("Period"),
        "basis": _("Basis: order or protocol"),
        "modules": _("Modules or sections, with hours or marks"),
        "level": _("Level"),
        "evidence": _("Evidence: what was shown, and where it can be seen"),
    }
    return {name: words[name] for name in WANTED}


def _done(_: Gettext) -> Mapping[str, str]:
    """What the address says that has just been done."""
    return {
        "made": _("The achievement is added."),
        "saved": _("Saved. Certificates from now on say it so."),
        "withdrawn": _("It is withdrawn. Its certificates stay valid."),
        "offered": _("It is offered again."),
    }
