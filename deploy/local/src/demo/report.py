"""What the demo shows in the terminal: the table of counts, what was wrong, and where to look."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from rich.console import Console
from rich.table import Table

from demo.checks import Checks
from demo.people import OFFICER, ORGANISER, STRANGER
from demo.season.school import COORDINATOR
from demo.stage import Stage
from localstack.layout import Layout

GUESTS = (
    ORGANISER,
    "expert-1",
    "expert-2",
    "competitor-1",
    "competitor-2",
    "guardian-1",
    OFFICER,
    STRANGER,
    COORDINATOR,
    "abilympian-4",
    "junior-1",
    "mentor-1",
)


WIDTH = 34
KEPT_IN: Final = "places.json"


@dataclass(frozen=True, slots=True)
class Places:
    """Where to look, and whom to be: addresses by what they show. Kept beside the data, whose last run's they stay."""

    open: dict[str, str]
    people: dict[str, str]

    @classmethod
    def of(cls, stage: Stage, layout: Layout) -> "Places":
        return cls(_links(stage, layout), _people(stage, layout))

    @classmethod
    def read(cls, folder: Path) -> "Places":
        return cls(**json.loads((folder / KEPT_IN).read_text()))

    def write(self, folder: Path) -> None:
        (folder / KEPT_IN).write_text(json.dumps(asdict(self), ensure_ascii=False, indent=2) + "\n")

    def show(self, console: Console) -> None:
        _list(console, "Open", self.open)
        _list(console, "Sign in with one click as", self.people)


def show(console: Console, checks: Checks, summary: dict[str, Any]) -> None:
    console.print(_table(summary))
    for check in checks.made:
        if not check.ok:
            console.print(f"[red]wrong[/red]  {check.name}\n  found    {check.found}\n  expected {check.expected}")
    verdict = "[green]every count is right[/green]" if summary["ok"] else "[red]some counts are wrong[/red]"
    console.print(f"\n{len(checks.made)} checks: {verdict}, {summary['seconds']} s")


def _table(summary: dict[str, Any]) -> Table:
    table = Table(title="The championship", show_header=False)
    rows = {**summary["counts"], **{f"stack: {name}": version for name, version in summary["stack"].items()}}
    for name, value in rows.items():
        shown = ", ".join(f"{key} {count}" for key, count in value.items()) if isinstance(value, dict) else str(value)
        table.add_row(name.replace("_", " "), shown)
    return table


def _links(stage: Stage, layout: Layout) -> dict[str, str]:
    base = layout.public_url
    gold = next(one for one in stage.certificates if one["award"] == "gold")
    student = gold["account"]
    championship = f"/championships/{stage.championship}"
    return {
        "the organiser's view": _as(layout, ORGANISER, championship),
        "the next one, being prepared": _as(layout, ORGANISER, f"/championships/{stage.open_championship}"),
        "a draft after it": _as(layout, ORGANISER, f"/championships/{stage.draft}"),
        "a place that lapsed": _as(layout, ORGANISER, f"/championships/{stage.lapsing}/entries/{stage.lapsed}"),
        "the public scoreboard": f"{base}{championship}/scoreboard",
        **{f"{name}, small": _as(layout, ORGANISER, f"/championships/{id}") for name, id in stage.programmes.items()},
        "a certificate, verified": gold["url"],
        "its PDF": _as(layout, student, f"/certificates/{gold['id']}?format=pdf"),
        "the revoked one": f"{base}/certificates/{stage.revoked}",
        **_links_of_course(stage, layout),
        "many checked at once": f"{base}/v",
        "a school, by its coordinator": _as(layout, COORDINATOR, "/school"),
        "a student's inbox": _as(layout, student, "/inbox"),
        "the e-mails that were sent": layout.mail_url,
        "the certificates' files": str(stage.files),
    }


def _links_of_course(stage: Stage, layout: Layout) -> dict[str, str]:
    """As the officer who handed out its certificates."""
    course, issuer = stage.course, f"/issuers/{stage.course.organisation}"
    return {
        "a course's certificates, by table": _as(layout, STRANGER, "/awards"),
        "whom to hand it to on paper": _as(layout, STRANGER, f"/awards/tables/{course.table}/to-print"),
        "what its issuer hands out": _as(layout, STRANGER, f"{issuer}/achievements"),
        "to whom it was granted": _as(layout, STRANGER, "/awards/granted"),
        "its issuer's register": _as(layout, STRANGER, f"{issuer}/register"),
        "what was done there, by whom": _as(layout, STRANGER, f"{issuer}/register/acts"),
        "what it exports": _as(layout, STRANGER, f"{issuer}/register/columns"),
        "its spoilt paper": _as(layout, STRANGER, f"{issuer}/register/blanks"),
        "a duplicate of a lost paper": _as(layout, STRANGER, f"/certificates/{course.duplicate}"),
        "the issuer's keys": _as(layout, STRANGER, f"{issuer}/keys"),
    }


def _people(stage: Stage, layout: Layout) -> dict[str, str]:
    """By what they are; the rest is on the sign-in's own page."""
    known = {stage.cast.people[one].record["is"]["en"]: _as(layout, one, "/") for one in GUESTS}
    return {**known, "anybody else": layout.sign_in_url}


def _as(layout: Layout, account: str, to: str) -> str:
    return f"{layout.sign_in_url}/as/{account}" + (f"?to={quote(to, safe='/')}" if to != "/" else "")


def _list(console: Console, title: str, rows: dict[str, str]) -> None:
    """Addresses are never cut: they are there to be copied."""
    console.print(f"\n[bold]{title}[/bold]")
    for name, value in rows.items():
        console.print(f"  {name:<{WIDTH}}  {value}", soft_wrap=True, highlight=False)
