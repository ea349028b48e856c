"""Entries of the register are ticked, or all that were found are taken, and looked at before anything is done with them."""

from typing import Final
from uuid import UUID, uuid4

from fastapi import APIRouter, Request, Response
from pydantic import Field

from certificates.access import check_officer
from certificates.api.deps import TheApp
from certificates.api.register.acts import Ticked
from certificates.commands.acts.drafting import draft_chosen, draft_found
from certificates.domain.acts.act import Act, Doing, NothingChosen, TooManyEntries
from certificates.pages.register.looking import looked_through
from certificates.pages.register.sought import said_in, sought_of
from certificates.pages.register.tables import spreadsheet
from certificates.pages.register.words import TABLE
from certificates.queries.register import entries_of
from certificates.tables.cells import MOST_ROWS
from certificates.tables.columns import template_headings
from certificates.wiring import App
from shared.identity.principal import Principal
from shared.web.addresses import redirect
from shared.web.deps import Officer
from shared.web.forms import Mistyped, Typed, read, typed_in
from shared.web.i18n import gettext_of
from shared.web.schemas import In

router = APIRouter(prefix="/issuers/{organisation}/register/acts", include_in_schema=False)
CHOSEN: Final = "chosen-"
ALL: Final = "all"


class Choice(In):
    once: UUID = Field(default_factory=uuid4)
    doing: Ticked


@router.post("")
async def choose(organisation: str, request: Request, officer: Officer, app: TheApp) -> Response:
    """Fields `chosen-<id>` are ticked entries; `which` is `all` for what the search found. What cannot be is said on the register's
    page, and ticks stay."""
    check_officer(officer, organisation)
    typed = await typed_in(request)
    try:
        if typed.get("doing") == TABLE:
            return await _table(request, app, organisation, typed, officer)
        choice = read(Choice, {name: typed[name] for name in ("once", "doing") if typed.get(name)})
        act = await _drafted(app, organisation, choice, typed, officer)
    except (NothingChosen, TooManyEntries, Mistyped) as refusal:
        return await looked_through(request, app, officer, said_in(typed), typed=typed, refusal=refusal)
    return redirect(f"/issuers/{organisation}/register/acts/{act.id}")


async def _table(request: Request, app: App, organisation: str, typed: Typed, officer: Principal) -> Response:
    """The template with their numbers. Raises TooManyEntries, NothingChosen."""
    is_all = typed.get("which") == ALL
    chosen = await sought_of(app, organisation, said_in(typed), officer) if is_all else chosen_in(typed)
    entries = await entries_of(app, organisation, chosen, MOST_ROWS)
    if not entries:
        raise NothingChosen
    return await spreadsheet("register", [template_headings(gettext_of(request)), *entries])


async def _drafted(app: App, organisation: str, choice: Choice, typed: Typed, officer: Principal) -> Act:
    by = officer.account
    if typed.get("which") == ALL:
        sought = await sought_of(app, organisation, said_in(typed), officer)
        return await draft_found(app, choice.once, organisation, Doing(choice.doing), sought, by=by)
    return await draft_chosen(app, choice.once, organisation, Doing(choice.doing), chosen_in(typed), by=by)


def chosen_in(typed: Typed) -> list[UUID]:
    """What is no id counts as not ticked."""
    return [id_ for name in typed if name.startswith(CHOSEN) and (id_ := _id(name.removeprefix(CHOSEN)))]


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
