"""The steps of an entry: each has an address of its own, so that going back in the browser shows what was typed."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any, Final
from uuid import UUID

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from competitions.api.deps import TheApp
from competitions.commands.own.entries import enter_oneself
from competitions.commands.own.teams import enter_own_team
from competitions.domain.categories.groups import Categories
from competitions.domain.consents.records import Purpose, TextChanged
from competitions.domain.entering.period import NotTakingEntries
from competitions.domain.own.teams import Part
from competitions.domain.refusal import Refusal
from competitions.domain.registration import AlreadyRegistered
from competitions.pages.enter.draft import TEAM, Draft, draft_of, drop, keep
from competitions.pages.enter.team_step import field_of_team, parts_offered, shown_of_team, team_summary
from competitions.pages.enter.way import Step, Way, hashes
from competitions.pages.preparation.frame import local_moments
from competitions.pages.rendering import pages
from competitions.queries.entering.applying import entries_in, is_sent, offer_of, prospect
from competitions.queries.entering.own import entries_here
from competitions.wiring import App
from shared.identity.principal import Principal
from shared.web.addresses import redirect
from shared.web.deps import Entering, ReaderLanguage, SignedIn
from shared.web.forms import Mistyped, field_of, typed_in

router = APIRouter(prefix="/enter/{championship_id}", include_in_schema=False)
FIELDS: Final[Mapping[Step, tuple[str, ...]]] = {
    "whom": ("whom",),
    "who": ("applicant", "ward", "member", "status"),
    "guardian": ("guardian",),
    "skill": ("skill_id", "category"),
    "team": (*TEAM, "category"),
    "consents": ("answers",),
    "check": (),
}
FIRST_FIELD: Final[Mapping[Step, str]] = {
    "whom": "whom",
    "who": "member",
    "guardian": "guardian/family_name",
    "skill": "skill_id",
    "team": "people/0/family_name",
    "consents": "answers/participation",
    "check": "member",
}
"""On each step's page in any case."""


@router.get("/{step}")
async def show(
    championship_id: UUID, step: Step, request: Request, by: SignedIn, app: TheApp, language: ReaderLanguage
) -> Response:
    try:
        way = await Way.of(app, draft_of(request, championship_id, by), by, language)
    except NotTakingEntries:
        return redirect(f"/enter/{championship_id}")  # which says when they are taken
    steps = await way.open()
    return await _page(request, way, step) if step in steps else redirect(_address(way.draft, steps[-1]))


@router.post("/check", dependencies=[Entering])
async def send(
    championship_id: UUID, request: Request, by: SignedIn, app: TheApp, language: ReaderLanguage
) -> Response:
    """Sent twice it enters once: the draft that the browser keeps names the entry."""
    draft = draft_of(request, championship_id, by)
    if not draft.typed and await entries_here(app, championship_id, by):
        return redirect(f"/enter/{championship_id}")  # which says what was sent
    try:
        made = await _sent(app, draft, by, language)
    except (Refusal, Mistyped) as refusal:
        way = await Way.of(app, draft, by, language)
        steps = await way.open()
        step = "consents" if isinstance(refusal, TextChanged) and "consents" in steps else steps[-1]
        return await _page(request, way, step, refusal)
    return drop(request, redirect(f"/championships/{championship_id}/entries/{made}?sent#outcome"))


async def _sent(app: App, draft: Draft, by: Principal, language: ReaderLanguage) -> UUID:
    texts: Mapping[Purpose, str] = {}
    if not await is_sent(app, draft.registration_id):
        way = await Way.of(app, draft, by, language)
        texts = await way.texts_as_read()
    to = (draft.championship_id, draft.registration_id)
    if draft.part:
        team = draft.body_of_team(language, texts).application()
        return (await enter_own_team(app, to[0], team, to[1], by)).id
    application = draft.body(language, texts).application()
    return (await enter_oneself(app, to[0], application, to[1], by)).id


@router.post("/{step}")
async def go_on(
    championship_id: UUID, step: Step, request: Request, by: SignedIn, app: TheApp, language: ReaderLanguage
) -> Response:
    draft = draft_of(request, championship_id, by)
    changed = draft.with_fields(await typed_in(request), *FIELDS[step])
    way = await Way.of(app, changed, by, language)
    try:
        await way.check(step)
        if step == "consents":
            changed = replace(changed, shown=hashes(await way.questions()))
        return keep(request, redirect(_address(changed, way.after(step))), changed, FIRST_FIELD[step])
    except (Refusal, Mistyped) as refusal:
        return await _page(request, way, step, refusal)


def _address(draft: Draft, step: Step) -> str:
    return f"/enter/{draft.championship_id}/{step}"


async def _page(request: Request, way: Way, step: Step, refusal: Exception | None = None) -> HTMLResponse:
    steps = way.steps
    return pages.render(
        request,
        f"enter/{step}.html",
        headers={"cache-control": "no-store"},
        refusal=refusal,
        fields=partial(field_of_team, way.draft.part, step) if way.draft.part else partial(_field, way.groups, step),
        errors=(),
        principal=way.by,
        championship=way.championship,
        draft=way.draft,
        typed=way.draft.typed,
        number=steps.index(step) + 1 if step in steps else 1,
        steps=len(steps),
        before=way.before(step),
        here_step=step,
        home=f"/enter/{way.championship.id}",
        known=way.known,
        local=local_moments(request, way.championship.time_zone),
        **await _more(way, step),
        is_entered=isinstance(refusal, AlreadyRegistered),
    )


async def _more(way: Way, step: Step) -> dict[str, Any]:
    """What a step shows besides."""
    is_team = way.draft.part is not None
    shows: Mapping[Step, Callable[[Way], Awaitable[dict[str, Any]]]] = {
        "whom": _parts,
        "who": _of_who,
        "skill": _of_skill,
        "team": shown_of_team,
        "consents": _of_consents,
        "check": team_summary if is_team else _summary,
    }
    return await shows[step](way) if step in shows else {}


async def _parts(way: Way) -> dict[str, Any]:
    return {"parts": await parts_offered(way)}


async def _of_who(way: Way) -> dict[str, Any]:
    members = [one.name for one in way.members.members]
    statuses = () if way.draft.part is Part.MENTOR else way.groups.statuses
    return {"members": members, "ward": way.chosen_ward, "statuses": statuses}


async def _of_skill(way: Way) -> dict[str, Any]:
    offer = await offer_of(way.app, way.championship.id)
    found = way.applicant()
    entered = {one.skill_id for one in await entries_in(way.app, way.championship.id, found)}
    return {"offer": offer, "entered": entered, "categories": () if way.draft.part else await way.choices()}


async def _of_consents(way: Way) -> dict[str, Any]:
    questions = await way.questions()
    found = None if way.draft.part is Part.MENTOR else way.parties()
    return {
        "questions": questions,
        "parties": found,
        "is_minor": found is not None and found.is_minor(way.known.today),
        "answers": way.draft.answers(questions),
    }


async def _summary(way: Way) -> dict[str, Any]:
    found = way.parties()
    member = way.members.named(way.draft.chosen_member)
    category = await way.category()
    skill = await prospect(way.app, way.championship, way.draft.chosen_skill, member, category)
    questions = await way.questions()
    return {
        "formed": None,
        "skill": skill.skill,
        "member": member,
        "category": category,
        "waits_for": skill.waits_for,
        "parties": found,
        "is_minor": found.is_minor(way.known.today),
        "questions": questions,
        "answers": way.draft.answers(questions),
    }


def _field(groups: Categories, step: Step, where: str) -> str:
    """What a category stands on is typed in several steps; each shows what there is of it."""
    if where == "/category" and step != "skill":
        return "status" if groups.ask_status else "member"
    if where == "/category":
        return "category" if groups.age.overlap else "skill_id"
    return {"/subject_id": "skill_id", "/is_ward": "whom"}.get(where, field_of(where))
