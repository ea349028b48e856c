"""A person is added and changed by one form, with the rules of the API's body."""

from collections.abc import Mapping
from typing import Annotated, Any
from uuid import UUID, uuid4

from fastapi import APIRouter
from pydantic import StringConstraints
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from competitions.api.deps import TheApp
from competitions.api.people import PersonIn
from competitions.commands.people import add_person, change_person
from competitions.domain.person import Person
from competitions.domain.refusal import Refusal
from competitions.pages.rendering import pages
from competitions.queries.people import kept_by
from shared.errors import Outdated, Stale
from shared.identity.principal import Principal
from shared.web.addresses import redirect
from shared.web.deps import Organiser
from shared.web.forms import sent
from shared.web.schemas import Ticked

router = APIRouter(prefix="/people", include_in_schema=False)
FIELDS = ("family_name", "given_name", "patronymic", "birth_date", "email", "account", "guardians")


class Typed(PersonIn):
    """The facts, and what the form knows of itself."""

    once: UUID
    """Of this form: sent twice, done once."""
    version: Annotated[str, StringConstraints(pattern=r"^[0-9]{1,9}$")] = "0"
    name_is_public: Ticked = False

    def facts(self, subject_id: UUID, organisation: str, known: Person | None = None) -> Person:
        """Account and guardians are changed elsewhere. Raises OwnGuardian."""
        stated = self.model_dump(exclude={"once", "version"})
        kept = {"account": known.account, "guardians": known.guardians} if known else {}
        return Person(id=subject_id, organisation=organisation, **{**stated, **kept})


@router.get("/new")
async def new(request: Request, by: Organiser) -> HTMLResponse:
    return _page(request, by, None, {"language": "ru", "once": uuid4()})


@router.post("/new")
async def add(request: Request, by: Organiser, app: TheApp) -> Response:
    form = await sent(request, Typed)
    if form.model is None:
        return _page(request, by, None, form.typed, errors=form.errors, status_code=422)
    try:
        person = await add_person(app, form.model.facts(form.model.once, by.organisation or ""), by)
    except Refusal as refusal:
        return _page(request, by, None, form.typed, refusal=refusal)
    return redirect(f"/people/{person.id}")


@router.get("/{subject_id}/edit")
async def edit(subject_id: UUID, request: Request, by: Organiser, app: TheApp) -> HTMLResponse:
    person = await kept_by(app, subject_id, by)
    shown = {name: getattr(person, name) for name in (*FIELDS, "language", "name_is_public", "version")}
    return _page(request, by, person, {**shown, "once": uuid4()})


@router.post("/{subject_id}/edit")
async def save(subject_id: UUID, request: Request, by: Organiser, app: TheApp) -> Response:
    """What a colleague changed meanwhile is not written over."""
    person = await kept_by(app, subject_id, by)
    form = await sent(request, Typed)
    if form.model is None:
        return _page(request, by, person, form.typed, errors=form.errors, status_code=422)
    try:
        facts = form.model.facts(subject_id, person.organisation, person)
        await change_person(app, facts, by, int(form.model.version), form.model.once)
    except Stale:
        return _page(request, by, person, {**form.typed, "version": person.version}, refusal=Outdated())
    except Refusal as refusal:
        return _page(request, by, person, form.typed, refusal=refusal)
    return redirect(f"/people/{subject_id}")


def _page(
    request: Request, by: Principal, person: Person | None, typed: Mapping[str, Any], **more: Any
) -> HTMLResponse:
    given = {name: value if value is not None else "" for name, value in typed.items()}
    return pages.render(
        request,
        "people/person_form.html",
        principal=by,
        person=person,
        typed=given,
        fields={f"/{name}": name for name in FIELDS},
        **{"errors": (), **more},
    )
