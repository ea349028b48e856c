"""A person is changed by the form by which people are added, with the rules of the API's body."""

from http import HTTPStatus
from typing import Any
from uuid import UUID, uuid4

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from competitions.api.deps import TheApp
from competitions.api.people import PersonIn
from competitions.commands.people import change_person
from competitions.domain.person import Person
from competitions.domain.refusal import Refusal
from competitions.pages.preparation.plan_form import zones
from competitions.pages.rendering import pages
from competitions.queries.people import kept_by
from shared.errors import Outdated, Stale
from shared.identity.principal import Principal
from shared.web.addresses import redirect
from shared.web.deps import Organiser
from shared.web.forms import Mistyped, Typed, body_of, field_of, form_id, read, typed_in, typed_of
from shared.web.schemas import In, Whole

router = APIRouter(prefix="/people", include_in_schema=False)
FACTS = ("family_name", "given_name", "patronymic", "birth_date", "language", "email", "phone", "course", "time_zone")


class Form(In):
    version: Whole = 0
    """That the person had when the form was opened."""


def person_in(typed: Typed, known: Person | None) -> PersonIn:
    """An account is bound by its person, guardians are named on a page of their own. Raises Mistyped."""
    body = body_of(typed, FACTS)
    if known:
        body |= {"account": known.account, "guardians": list(known.guardians)}
    return read(PersonIn, body)


@router.get("/{subject_id}/edit")
async def edit(subject_id: UUID, request: Request, by: Organiser, app: TheApp) -> HTMLResponse:
    person = await kept_by(app, subject_id, by)
    shown = {name: getattr(person, name) for name in (*FACTS, "version")}
    return form_page(request, by, person, {**typed_of(shown), "once": str(uuid4())})


@router.post("/{subject_id}/edit")
async def save(subject_id: UUID, request: Request, by: Organiser, app: TheApp) -> Response:
    """What a colleague changed meanwhile is not written over."""
    person = await kept_by(app, subject_id, by)
    typed = await typed_in(request)
    try:
        form = read(Form, body_of(typed, ("version",), numbers=("version",)))
        facts = person_in(typed, person).person(subject_id, person.organisation)
        await change_person(app, facts, by, form.version, form_id(typed))
    except Stale:
        return form_page(request, by, person, {**typed, "version": str(person.version)}, Outdated())
    except (Refusal, Mistyped) as refusal:
        return form_page(request, by, person, typed, refusal)
    return redirect(f"/people/{subject_id}")


def form_page(
    request: Request,
    by: Principal,
    person: Person | None,
    typed: Typed,
    refusal: Exception | None = None,
    *,
    before: Person | None = None,
) -> HTMLResponse:
    """`before`: whom the same form has added, filled in otherwise: then it is asked who is meant."""
    known = [person.time_zone] if person and person.time_zone else []
    more: dict[str, Any] = {"errors": (), "fields": field_of, "zones": zones(request, *known)}
    return pages.render(
        request,
        "people/person_form.html",
        status_code=HTTPStatus.CONFLICT if before else HTTPStatus.OK,
        refusal=refusal,
        principal=by,
        person=person,
        before=before,
        typed=typed,
        **more,
    )
