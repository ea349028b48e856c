"""What has changed in a schedule, as people read it: one change a line, by the clocks of where it takes place."""

from typing import Final
from zoneinfo import ZoneInfo

from notifications.domain.deliveries import Wording
from shared.contracts.competitions import ChampionshipRescheduled, ScheduleChange, ScheduleChangeKind
from shared.web.formats import Formats
from shared.web.i18n import LANGUAGES, Gettext, texts

MOST_LINES: Final = 20
"""More than that is read on the schedule's page."""


def changes_in_words(data: ChampionshipRescheduled) -> Wording:
    said = []
    for language in LANGUAGES:
        words, formats = texts("notifications", language), Formats(language, ZoneInfo(data.championship.time_zone))
        lines = [_line(change, words, formats) for change in data.changes[:MOST_LINES]]
        if (left := len(data.changes) - MOST_LINES) > 0:
            lines.append(words("And more, on the page of the schedule: {n}.", n=left))
        said.append("\n".join(lines))
    return Wording(*said)


def _line(change: ScheduleChange, _: Gettext, formats: Formats) -> str:
    name = change.name.in_language(_.language)
    if change.skill:
        name = f"{name} ({change.skill.number} {change.skill.name.in_language(_.language)})"
    when = formats.moment(change.starts_at)
    where = f", {change.place}" if change.place else ""
    match change.kind:
        case ScheduleChangeKind.REMOVED:
            return _("Does not take place: {name}, {when}.", name=name, when=when)
        case ScheduleChangeKind.ADDED:
            return _("New: {name}, {when}{where}.", name=name, when=when, where=where)
        case ScheduleChangeKind.MOVED if change.began_at:
            before = formats.moment(change.began_at)
            return _("{name}: {when}{where}. Before: {before}.", name=name, when=when, where=where, before=before)
        case _:
            return _("{name}: {when}{where}.", name=name, when=when, where=where)
