"""What the forms of both pages send, and what the pages show of a roster."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID, uuid4

from starlette.requests import Request

from competitions import letter_events
from competitions.api.duties.shapes import InvitationIn, ProgramIn
from competitions.commands.duties.giving import admit_program, invite_to_duty
from competitions.domain.duties.kinds import DutyKind
from competitions.domain.duties.roster import Grant
from competitions.pages.access.listing import STATES, duties_listed, duty_names, narrowing_of
from competitions.queries.duties.rosters import ShownRoster
from competitions.wiring import App
from shared.identity.principal import Principal
from shared.web.forms import Typed, body_of, form_id, read
from shared.web.i18n import Gettext, gettext_of

INVITATION = ("duty", "family_name", "given_name", "patronymic", "email", "language", "member")
PROGRAM = ("duty", "name", "account", "member")


async def invited(app: App, championship_id: UUID | None, organisation: str, typed: Typed, by: Principal) -> Grant:
    """Raises Mistyped, and as `invite_to_duty`."""
    duty_id = form_id(typed)
    body = read(InvitationIn, body_of(typed, INVITATION))
    person = body.person(duty_id, organisation)
    return await invite_to_duty(app, championship_id, duty_id, body.duty, person, by, body.member)


async def admitted(app: App, championship_id: UUID | None, typed: Typed, by: Principal) -> Grant:
    """Raises Mistyped, and as `admit_program`."""
    duty_id = form_id(typed)
    body = read(ProgramIn, body_of(typed, PROGRAM))
    return await admit_program(app, championship_id, duty_id, body.duty, body.name, body.account, by, body.member)


def shown(request: Request, found: ShownRoster, by: Principal, home: str, typed: Typed, form: str) -> Mapping[str, Any]:
    """`home`: before the addresses of the page; `form`: the one that was sent, `invitation` or `program`; its fields show what was
    typed."""
    _ = gettext_of(request)
    seen = narrowing_of(request, by, home)
    return {
        "found": found,
        "seen": seen,
        "listed": duties_listed(found, seen),
        "states": [(state.value, word(_)) for state, word in STATES.items()],
        "duties": duty_names(_),
        "choices": _choices(_, found.givable),
        "once": typed.get("once", str(uuid4())),
        "typed": typed,
        "form": form,
        "letter_event": letter_events.of_offer,
    }


def _choices(_: Gettext, kinds: Sequence[DutyKind]) -> Sequence[tuple[str, str, str]]:
    what = {
        DutyKind.ORGANISER: _("Prepares and holds championships, enters people, publishes results."),
        DutyKind.OFFICER: _("Opens the issuer, revokes and replaces certificates."),
        DutyKind.COORDINATOR: _("Receives people on the site: checks them in."),
        DutyKind.SCHOOL: _(
            "Enters the people of one school, region or organisation, which you name below, and sees nobody else."
        ),
        DutyKind.READER: _("May read scans of consents."),
        DutyKind.NEEDS_READER: _(
            "Reads what people need in order to take part, answers it, and makes the venue's list."
        ),
    }
    return [(kind.value, duty_names(_)[kind], what[kind]) for kind in kinds]
