"""A person is added by a form. Whoever goes back and fills it in otherwise is asked what that means: nobody is kept twice for a letter
that was put right, and what was put right is not lost."""

from typing import Literal
from uuid import UUID, uuid4

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from competitions.api.deps import TheApp
from competitions.commands.people import add_person, change_person
from competitions.domain.person import Person
from competitions.domain.refusal import Refusal
from competitions.pages.held import KeeperOfPeople
from competitions.pages.people.editing import FACTS, form_page, person_in
from competitions.queries.people import added_by
from competitions.wiring import App
from shared.errors import Outdated, Stale
from shared.identity.principal import Principal
from shared.web.addresses import redirect
from shared.web.forms import Mistyped, Typed, body_of, form_id, read, typed_in, typed_of
from shared.web.schemas import In, Whole

router = APIRouter(prefix="/people", include_in_schema=False)


class Sent(In):
    """What the form knows of itself."""

    once: UUID
    """Sent twice, done once: whom it adds is known by it."""
    about: UUID | None = None
    """Whom it added before, where it was asked whether that is who is meant."""
    who: Literal["same", "another"] | None = None
    """The answer."""
    next: UUID | None = None
    """By which somebody else is known."""
    version: Whole = 0
    """That the person had when it was asked."""

    @property
    def adds(self) -> UUID:
        return self.next if self.who == "another" and self.next else self.once


@router.get("/new")
async def new(request: Request, by: KeeperOfPeople) -> HTMLResponse:
    return form_page(request, by, None, {"language": "ru", "once": str(uuid4())})


@router.post("/new")
async def add(request: Request, by: KeeperOfPeople, app: TheApp) -> Response:
    typed = await typed_in(request)
    try:
        sent = read(Sent, body_of(typed, tuple(Sent.model_fields), numbers=("version",)))
        before = await added_by(app, sent.adds, by)
        if before is None or _is_said_of(before, typed):
            person = before or await add_person(
                app, person_in(typed, None).person(sent.adds, by.organisation or ""), by
            )
            return redirect(f"/people/{person.id}")
        if sent.who == "same" and sent.about == before.id:
            return await _correct(request, app, by, before, typed, sent)
        person_in(typed, None)
    except (Refusal, Mistyped) as refusal:
        return form_page(request, by, None, typed, refusal)
    return _asked(request, by, before, typed, sent.adds)


def _is_said_of(person: Person, typed: Typed) -> bool:
    """Whether the form says what is kept already: it is a second press."""
    facts = person_in(typed, person).person(person.id, person.organisation)
    return all(getattr(facts, name) == getattr(person, name) for name in FACTS)


async def _correct(request: Request, app: App, by: Principal, person: Person, typed: Typed, sent: Sent) -> Response:
    facts = person_in(typed, person).person(person.id, person.organisation)
    try:
        await change_person(app, facts, by, sent.version, form_id(typed))
    except Stale:
        return _asked(request, by, person, typed, sent.adds, Outdated())
    return redirect(f"/people/{person.id}")


def _asked(
    request: Request, by: Principal, before: Person, typed: Typed, once: UUID, refusal: Exception | None = None
) -> HTMLResponse:
    asked = typed_of({"once": once, "about": before.id, "version": before.version, "next": uuid4()})
    return form_page(request, by, None, {**typed, **asked, "who": ""}, refusal, before=before)
