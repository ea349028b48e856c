"""The organiser's page of a championship: what is done, what is next, and when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from starlette.requests import Request
from starlette.responses import Response

from competitions.domain.preparation.checklist import Group, State, Task
from competitions.pages.preparation.frame import render
from competitions.queries.checklist import Preparation, preparation
from competitions.queries.progress import championship_progress
from competitions.wiring import App
from shared.identity.principal import Principal
from shared.web.addresses import opens, redirect
from shared.web.i18n import Gettext, gettext_of

PAGES: Mapping[str, str] = {
    "plan": "/edit",
    "skills": "/skills",
    "members": "/members",
    "about": "/edit#about-ru",
    "announce": "/announce",
    "jury": "/jury",
    "schemes": "/skills?lacking=scheme",
    "consents": "/consents?show=lacking",
    "entries": "/entries",
    "close": "/close",
    "marking": "#marking",
    "sign-off": "#marking",
    "publication": "/publication",
}
"""Where each task is done, below the championship's page."""
OF_ORGANISATION: Mapping[str, str] = {"organisation": "/organisation"}
"""Where those are done that are the same for all championships, by organisers of the organisation alone."""


@dataclass(frozen=True, slots=True)
class ShownTask:
    name: str
    href: str | None
    hint: str | None
    state: str
    text: str


async def render_checklist(request: Request, app: App, championship_id: UUID, by: Principal) -> Response:
    found = await preparation(app, championship_id, by)
    if found.championship.origin:
        return redirect(f"/championships/{championship_id}/publication")
    _, progress = await championship_progress(app, championship_id, by)
    following = found.next
    names = task_names(gettext_of(request))
    return render(
        request,
        "checklist",
        found.championship,
        by,
        found=found,
        groups=_groups(request, found),
        following=(names[following.name], _address(request, found, following)) if following else None,
        progress=progress if any(one.competitors or one.marking_started_at for one in progress) else (),
    )


def task_names(_: Gettext) -> Mapping[str, str]:
    return {
        "organisation": _("Say who your organisation is"),
        "plan": _("Set days, places, contact and deadlines"),
        "skills": _("Add the skills"),
        "members": _("List the regions and organisations"),
        "about": _("Write what people should know"),
        "announce": _("Announce the championship"),
        "jury": _("Appoint the experts"),
        "schemes": _("Import the marking schemes"),
        "consents": _("Get the consents"),
        "entries": _("Confirm the entries"),
        "close": _("Close the entries"),
        "marking": _("Start marking"),
        "sign-off": _("Wait for the signatures"),
        "publication": _("Publish the results"),
    }


def _groups(request: Request, found: Preparation) -> Sequence[tuple[str, Sequence[ShownTask]]]:
    _ = gettext_of(request)
    titles = {
        Group.PREPARATION: _("Preparation"),
        Group.ENTRIES: _("Entries and jury"),
        Group.HOLDING: _("Holding it"),
    }
    return [
        (title, [_shown(request, found, task) for task in found.tasks if task.group is group])
        for group, title in titles.items()
    ]


def _shown(request: Request, found: Preparation, task: Task) -> ShownTask:
    _ = gettext_of(request)
    names = task_names(_)
    states = {
        State.DONE: _("Done"),
        State.TODO: _.n("{n} left", "{n} left", task.left) if task.left else _("To do"),
        State.LATER: _("Not yet"),
        State.LATE: _("The deadline is over"),
    }
    hint = _("First: {task}", task=names[task.after]) if task.after else _hint(_, found, task)
    href = None if task.state is State.LATER else _address(request, found, task)
    return ShownTask(names[task.name], href, hint, task.state.value, states[task.state])


def _hint(_: Gettext, found: Preparation, task: Task) -> str | None:
    facts = found.facts
    counted = {
        "skills": (facts.skills, _.n("{n} skill", "{n} skills", facts.skills)),
        "members": (facts.members, _.n("{n} in the list", "{n} in the list", facts.members)),
        "entries": (facts.competitors, _.n("{n} confirmed", "{n} confirmed", facts.competitors)),
    }
    number, text = counted.get(task.name, (0, ""))
    return text if number else None


def _address(request: Request, found: Preparation, task: Task) -> str | None:
    """None where there is no such page yet, or who looks may not change it."""
    if task.name in OF_ORGANISATION:
        return OF_ORGANISATION[task.name] if found.is_of_organisation else None
    home = f"/championships/{found.championship.id}"
    address = f"{home}{PAGES[task.name]}"
    return address if opens(request, address.partition("#")[0].partition("?")[0]) else None
