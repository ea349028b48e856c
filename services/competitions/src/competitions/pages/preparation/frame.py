"""What stands around every page of an organiser: where it is, the pages beside it, and moments in the championship's zone."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from starlette.requests import Request
from starlette.responses import HTMLResponse

from competitions.domain.championship import Championship
from competitions.domain.skill import Skill
from competitions.pages.rendering import pages
from competitions.wiring import App
from shared.identity.principal import Principal
from shared.web.addresses import opens
from shared.web.formats import Formats
from shared.web.forms import Typed, field_of
from shared.web.i18n import gettext_of, language

NOTHING: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Tab:
    name: str
    href: str
    is_here: bool


def championship_tabs(request: Request, championship: Championship) -> Sequence[Tab]:
    """The pages below the championship's, those that there are."""
    _ = gettext_of(request)
    home = f"/championships/{championship.id}"
    places = [
        (_("To do"), home),
        (_("Settings"), f"{home}/edit"),
        (_("Skills"), f"{home}/skills"),
        (_("Schedule"), f"{home}/schedule"),
        (_("Regions and organisations"), f"{home}/members"),
        (_("Entries"), f"{home}/entries"),
        (_("Consents"), f"{home}/consents"),
        (_("Experts"), f"{home}/jury"),
        (_("Check-in"), f"{home}/check-in"),
        (_("Publication"), f"{home}/publication"),
        (_("Access"), f"{home}/access"),
    ]
    if championship.origin:
        places = [one for one in places if one[1] in {f"{home}/skills", f"{home}/publication"}]
    return tabs_of(request, places)


def skill_tabs(request: Request, skill: Skill, *, is_held: bool = True) -> Sequence[Tab]:
    """`is_held`: for the organiser; the jury sees the scheme and what comes after it."""
    _ = gettext_of(request)
    home = f"/skills/{skill.id}"
    prepared = [(_("Entrants"), home), (_("Experts and teams"), f"{home}/experts")]
    places = [
        *(prepared if is_held else []),
        (_("Marking scheme"), f"{home}/scheme"),
        (_("Marking"), f"{home}/marking"),
        (_("Sign-off"), f"{home}/sign-off"),
        *([] if is_held else [(_("My duty"), f"{home}/duty")]),
    ]
    return tabs_of(request, places)


def tabs_of(request: Request, places: Sequence[tuple[str, str]]) -> Sequence[Tab]:
    here = request.scope["path"]
    return [Tab(name, href, here == href) for name, href in places if opens(request, href)]


def render(
    request: Request,
    name: str,
    championship: Championship,
    by: Principal,
    *,
    typed: Typed = NOTHING,
    refusal: Exception | None = None,
    tabs: Sequence[Tab] | None = None,
    fields: Callable[[str], str] = field_of,
    folder: str = "preparation",
    **context: Any,
) -> HTMLResponse:
    """A page of the championship's organiser. `typed`: what a form of it shows; with a refusal, what was sent."""
    return pages.render(
        request,
        f"{folder}/{name}.html",
        principal=by,
        championship=championship,
        tabs=championship_tabs(request, championship) if tabs is None else tabs,
        typed=typed,
        refusal=refusal,
        fields=fields,
        errors=(),
        local=local_moments(request, championship.time_zone),
        **context,
    )


def local_moments(request: Request, time_zone: str) -> Callable[[datetime], str]:
    """Moments as the championship's clocks show them, with the zone: deadlines are theirs, not the reader's."""
    return Formats(language(request), ZoneInfo(time_zone)).moment


def heading_of(request: Request, app: App, what: str, championship: Championship, by: Principal) -> str:
    """The first row of an export: what it is, of which championship, when and for whom it was made."""
    spoken = language(request)
    moment = local_moments(request, championship.time_zone)(app.now())
    return " · ".join([what, championship.name.in_language(spoken), moment, by.name])
