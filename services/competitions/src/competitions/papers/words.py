"""Words that papers share."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Final

from competitions.domain.championship import Championship
from competitions.domain.entering.absences import AbsenceKind
from competitions.domain.expert import Duty
from competitions.domain.results.lifecycle import ResultsState
from competitions.domain.skill import Skill
from shared.web.formats import Formats
from shared.web.i18n import Gettext

NOTHING: Final = "–"


class Words:
    """One language, and whose clocks."""

    def __init__(self, gettext: Gettext, formats: Formats) -> None:
        self.gettext, self.formats = gettext, formats

    @property
    def language(self) -> str:
        return self.gettext.language

    def mark(self, value: Decimal | None) -> str:
        return NOTHING if value is None else self.formats.mark(value)

    def where(self, championship: Championship, skill: Skill) -> list[tuple[str, str]]:
        """What every paper says first."""
        _ = self.gettext
        name = championship.name.in_language(self.gettext.language)
        days = self.formats.span(championship.starts_on, championship.ends_on)
        facts = [
            (_("Championship"), f"{name}, {days}"),
            (_("Skill"), f"{skill.number} {skill.name.in_language(self.gettext.language)}"),
        ]
        return [*facts, (_("Room"), skill.room)] if skill.room else facts

    def frame(self, title: str, championship: Championship, at: datetime) -> dict[str, object]:
        """What every template reads."""
        _ = self.gettext
        return {
            "language": self.language,
            "title": title,
            "author": championship.name.in_language(self.gettext.language),
            "printed": _("Printed {moment}", moment=self.formats.moment(at)),
            "page": _("page"),
            "of": _("of"),
            "boxes": _("□ stands for a letter that cannot be printed."),
        }

    def duty(self, duty: Duty) -> str:
        _ = self.gettext
        return {
            Duty.CHIEF: _("Chief expert"),
            Duty.DEPUTY: _("Deputy of the chief expert"),
            Duty.EXPERT: _("Expert"),
            Duty.INDEPENDENT: _("Independent expert"),
        }[duty]

    def absence(self, kind: AbsenceKind) -> str:
        _ = self.gettext
        words: Mapping[AbsenceKind, str] = {
            AbsenceKind.ABSENT: _("Absent"),
            AbsenceKind.WITHDRAWN: _("Withdrawn"),
            AbsenceKind.DISQUALIFIED: _("Disqualified"),
            AbsenceKind.OUT_OF_COMPETITION: _("Out of competition"),
        }
        return words[kind]

    def state(self, state: ResultsState) -> str:
        _ = self.gettext
        return {
            ResultsState.OFFICIAL: _("Official results"),
            ResultsState.PROTESTED: _("Unofficial: a result is contested"),
            ResultsState.UNOFFICIAL: _("Unofficial results"),
            ResultsState.LIVE: _("Being marked"),
            ResultsState.START_LIST: _("Start list"),
        }[state]
