"""`/people`: found by name, address or birth date."""

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Query
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from competitions.api.deps import TheApp
from competitions.domain.person import Person
from competitions.pages.held import KeeperOfPeople
from competitions.pages.preparation.plan_form import zone_namer
from competitions.pages.rendering import pages, seal_search, searched
from competitions.queries import people as queries
from competitions.queries.consenting.publicity import shown_of
from competitions.queries.own.data import erasure_asked
from competitions.queries.records.merging import (
    MOST_PAIRS,
    aliases_of,
    duplicates,
    duplicates_of,
    entries_under_all_ids,
)
from competitions.wiring import App
from shared.identity.principal import Principal
from shared.web.addresses import redirect
from shared.web.deps import Organiser
from shared.web.forms import field_of
from shared.web.lists.listing import LONGEST_SEARCH
from shared.web.schemas import Cursor

router = APIRouter(prefix="/people", include_in_schema=False)
SHOWN = 50
MOST_SHOWN = 200
Found = Annotated[str | None, Query(max_length=2000)]
Typed = Annotated[str, Form(max_length=LONGEST_SEARCH)]


@router.get("")
async def show(request: Request, by: Organiser, app: TheApp, found: Found = None, after: Cursor = None) -> HTMLResponse:
    """By their names; or those who were searched for."""
    text = searched(request, found, by)
    people: Sequence[Person] = ()
    more, following = False, None
    if found is None:
        people, following = await queries.list_people(app, by, limit=SHOWN, after=after)
    elif text is not None:
        people, more = await queries.find_people(app, text, by)
    return pages.render(
        request,
        "people/people.html",
        principal=by,
        people=people[:MOST_SHOWN],
        number=len(people),
        more=more,
        text=text or "",
        is_search=found is not None,
        is_over=found is not None and text is None,
        next=f"/people?after={following}" if following else None,
        is_first=after is None,
    )


@router.get("/duplicates")
async def kept_twice(request: Request, by: Organiser, app: TheApp) -> HTMLResponse:
    """On a page of its own: to find them everybody is looked at."""
    pairs = await duplicates(app, by)
    return pages.render(request, "people/duplicates.html", principal=by, pairs=pairs, are_most=len(pairs) == MOST_PAIRS)


@router.post("/search")
async def search(request: Request, by: KeeperOfPeople, text: Typed = "") -> Response:
    """Names stand in no address."""
    return redirect(f"/people?found={seal_search(request, text, by)}" if text.strip() else "/people")


@router.get("/{subject_id}")
async def person(subject_id: UUID, request: Request, by: Organiser, app: TheApp) -> HTMLResponse:
    """What is known of one person, and where they are entered."""
    return await shown_person(request, app, await queries.kept_by(app, subject_id, by), by)


async def shown_person(
    request: Request, app: App, person: Person, by: Principal, refusal: Exception | None = None
) -> HTMLResponse:
    return pages.render(
        request,
        "people/person.html",
        principal=by,
        refusal=refusal,
        fields=field_of,
        errors=(),
        person=person,
        guardians=await queries.guardians_of(app, person),
        entries=await entries_under_all_ids(app, person),
        erasure=await erasure_asked(app, person.id, by),
        shown=await shown_of(app, person),
        zone_name=zone_namer(request),
        alike=await duplicates_of(app, person) if person.merged_into is None else (),
        aliases=await aliases_of(app, person),
    )
