"""`/people`: found by name, address or birth date."""

from collections.abc import Callable, Mapping, Sequence
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Query
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from competitions.api.deps import TheApp
from competitions.domain.person import Lack, Person
from competitions.pages.export import exported
from competitions.pages.held import KeeperOfPeople
from competitions.pages.preparation.plan_form import zone_namer
from competitions.pages.rendering import pages, seal_search, searched
from competitions.queries import people as queries
from competitions.queries.consenting.answered import answered_about
from competitions.queries.consenting.publicity import shown_of
from competitions.queries.own.data import erasure_asked
from competitions.queries.records.merging import (
    MOST_PAIRS,
    aliases_of,
    duplicates,
    duplicates_of,
    entries_under_all_ids,
    told_apart_from,
)
from competitions.wiring import App
from shared.identity.principal import Principal
from shared.web.addresses import redirect
from shared.web.deps import Organiser
from shared.web.formats import Formats
from shared.web.forms import field_of
from shared.web.i18n import Gettext, gettext_of, language
from shared.web.lists.listing import LONGEST_SEARCH, Asked, Shape, asked

router = APIRouter(prefix="/people", include_in_schema=False)
exports = APIRouter(include_in_schema=False)
MOST_SHOWN = 200
SORTS = ("name",)
LACKS: Mapping[Lack, Callable[[Gettext], str]] = {
    Lack.ACCOUNT: lambda _: _("Has no account"),
    Lack.EMAIL: lambda _: _("Has no e-mail"),
    Lack.BIRTH_DATE: lambda _: _("Has no birth date"),
    Lack.GUARDIAN: lambda _: _("Not of age, without a guardian"),
}
Found = Annotated[str | None, Query(max_length=2000)]
Typed = Annotated[str, Form(max_length=LONGEST_SEARCH)]


def _wish(request: Request) -> Asked:
    return asked(Shape("/people", SORTS, {"lacks": tuple(Lack)}), request.query_params)


@router.get("")
async def show(request: Request, by: Organiser, app: TheApp, found: Found = None) -> HTMLResponse:
    """By their names, those who lack something where that is asked for; or those who were searched for."""
    text, wish = searched(request, found, by), _wish(request)
    people: Sequence[Person] = ()
    more, following = False, None
    if found is None:
        people, following = await _narrowed(app, by, wish)
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
        wish=wish,
        next=wish.following(following) if following else None,
        lacks=[(lack.value, word(gettext_of(request))) for lack, word in LACKS.items()],
    )


async def _narrowed(app: App, by: Principal, wish: Asked) -> tuple[Sequence[Person], UUID | None]:
    if wish.unknown:
        return (), None
    return await queries.narrowed_people(
        app, by, _lacks(wish), goes_down=wish.goes_down, limit=wish.size, after=wish.after
    )


def _lacks(wish: Asked) -> list[Lack]:
    return [Lack(one) for one in wish.chosen.get("lacks", ())]


@exports.get("/people.xlsx")
async def export(request: Request, by: Organiser, app: TheApp) -> Response:
    """All whom the filter lets through."""
    _, wish = gettext_of(request), _wish(request)
    everybody = (
        ()
        if wish.unknown
        else [one async for one in queries.everybody(app, by, _lacks(wish), goes_down=wish.goes_down)]
    )
    words = {"ru": _("Russian"), "en": _("English")}
    rows = [
        (
            person.full_name,
            person.birth_date,
            person.email or "",
            words[person.language],
            _("Has one") if person.account else _("None"),
            len(person.guardians),
        )
        for person in everybody
    ]
    headings = [_("Name"), _("Birth date"), _("E-mail"), _("Language of messages"), _("Account"), _("Guardians")]
    local = Formats(language(request), app.settings.zone)
    about = " · ".join([_("People"), by.organisation or "", local.moment(app.now()), by.name])
    return await exported("people", about, headings, rows)


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
    entries = await entries_under_all_ids(app, person)
    return pages.render(
        request,
        "people/person.html",
        principal=by,
        refusal=refusal,
        fields=field_of,
        errors=(),
        person=person,
        guardians=await queries.guardians_of(app, person),
        entries=entries,
        answered=await answered_about(app, person, entries),
        erasure=await erasure_asked(app, person.id, by),
        shown=await shown_of(app, person),
        zone_name=zone_namer(request),
        alike=await duplicates_of(app, person) if person.merged_into is None else (),
        aliases=await aliases_of(app, person),
        apart=await told_apart_from(app, person),
    )
