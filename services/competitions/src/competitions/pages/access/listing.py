"""Who may do what, as a list: found, filtered, in order, and as a file."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import Response

from competitions.domain.duties.kinds import DutyKind
from competitions.domain.duties.roster import Grant, GrantState
from competitions.domain.entering.search import fold
from competitions.pages.export import exported
from competitions.pages.narrowing import Narrowing, narrowing
from competitions.queries.duties.rosters import ShownRoster
from shared.identity.principal import Principal
from shared.web.formats import Formats
from shared.web.i18n import Gettext, gettext_of
from shared.web.lists.listing import Listed, listed

SORTS: Final = ("state", "name", "duty", "given")
STATES: Final[Mapping[GrantState, Callable[[Gettext], str]]] = {
    GrantState.HELD: lambda _: _("Has the duty"),
    GrantState.OFFERED: lambda _: _("Invited"),
    GrantState.DECLINED: lambda _: _("Said no"),
}


def duty_names(_: Gettext) -> Mapping[DutyKind, str]:
    return {
        DutyKind.ORGANISER: _("Organiser"),
        DutyKind.OFFICER: _("Officer for certificates"),
        DutyKind.COORDINATOR: _("Coordinator"),
        DutyKind.SCHOOL: _("Coordinator of a school"),
        DutyKind.READER: _("Reader of consents"),
        DutyKind.NEEDS_READER: _("Reader of needs"),
    }


def narrowing_of(request: Request, by: Principal, home: str) -> Narrowing:
    """`home`: before `/access`."""
    return narrowing(request, by, f"{home}/access", SORTS, {"duty": tuple(DutyKind), "state": tuple(STATES)})


def duties_listed(found: ShownRoster, seen: Narrowing, *, paged: bool = True) -> Listed[Grant]:
    """What holds, waits for an answer, or was declined."""
    kinds, states = list(DutyKind), list(STATES)
    keys: Mapping[str, Callable[[Grant], Any]] = {
        "state": lambda one: states.index(one.state),
        "name": lambda one: fold(found.name_of(one) or ""),
        "duty": lambda one: kinds.index(one.kind),
        "given": lambda one: one.given_at,
    }
    return listed(
        seen.wish,
        [*found.held, *found.offered, *found.declined],
        key=lambda one: (keys[seen.wish.column](one), fold(found.name_of(one) or ""), one.id),
        id=lambda one: one.id,
        matches=lambda one: (
            seen.wish.has("duty", one.kind) and seen.wish.has("state", one.state) and seen.is_named(found.name_of(one))
        ),
        paged=paged,
    )


async def duties_exported(
    request: Request, about: str, found: ShownRoster, seen: Narrowing, local: Formats
) -> Response:
    """All that the filters let through. `about`: the first row."""
    _ = gettext_of(request)
    names, states = duty_names(_), {state: word(_) for state, word in STATES.items()}
    headings = [_("Who"), _("Duty"), _("State"), _("When"), _("Given by")]
    rows: list[Sequence[str]] = [
        (
            found.name_of(one) or "",
            names[one.kind],
            states[one.state],
            local.moment(one.changed_at),
            found.giver_of(one),
        )
        for one in duties_listed(found, seen, paged=False).rows
    ]
    return await exported("access", about, headings, rows)
