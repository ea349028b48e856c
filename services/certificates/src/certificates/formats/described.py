"""The achievement inside an Open Badges 3.0 credential: the same in all credentials of it that were earned at the same occasion."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from certificates.domain.achievement import Achievement
from certificates.domain.context import Context
from certificates.domain.marks import points_in
from certificates.domain.particulars import Score
from certificates.domain.wording import Alignment, Module
from shared.ids import derive
from shared.text import Text

BOTH: Final = "both"
_TYPES: Final = {
    "course": "Course",
    "competence": "Competency",
    "demonstration-exam": "Assessment",
    "participation": "Certificate",
    "expert": "Certificate",
    "volunteer": "CommunityService",
}
"""Open Badges' own word for a kind; all others are an award."""
_RESULTS: Final = {
    "total": (Text("Сумма оценок", "Total of the marks"), "RawScore"),
    "points": (Text("Балл по шкале {scale}", "Score on the scale {scale}"), "ScaledScore"),
    "result": (Text("Результат", "Result"), "Result"),
    "hours": (Text("Объём, академических часов", "Academic hours"), "Result"),
    "level": (Text("Уровень", "Level"), "Result"),
}
_EVIDENCE: Final = {
    "basis": Text("Основание", "Basis"),
    "evidence": Text("Подтверждение", "Evidence"),
}
EVIDENCE: Final = tuple(_EVIDENCE)
"""What of a certificate's own values stands behind the achievement."""
RESULTS: Final = tuple(_RESULTS)
"""What of a certificate's own values is a result of the holder, in the order in which they stand."""


@dataclass(frozen=True, slots=True)
class Part:
    """A module or section as credentials of one template describe it."""

    title: str
    hours: int | None
    is_marked: bool
    out_of: str | None
    """Of marks that are numbers."""

    @classmethod
    def of(cls, module: Module) -> "Part":
        points = points_in(module.mark) if module.mark else None
        return cls(module.title, module.hours, module.mark is not None, points.out_of if points else None)


class Described:
    """An achievement at an occasion, in the language of its certificates (`ru`, `en`, `both`)."""

    def __init__(
        self,
        achievement: Achievement,
        context: Context,
        language: str,
        score: Score | None = None,
        results: Sequence[str] = (),
        parts: Sequence[Part] = (),
    ) -> None:
        """`score`: one of those that its certificates carry; `results`: which of RESULTS they have; `parts`: its modules."""
        self._achievement = achievement
        self._context = context
        self._language = language
        self._score = score
        self._results = results
        self._parts = parts
        self.id = f"urn:uuid:{_id(achievement, context)}"
        self.name = self.said(_named(achievement, context))

    def said(self, text: Text) -> str:
        """A member of the standard is one text: where both languages are wanted, Russian leads."""
        if self._language == BOTH and text.ru != text.en:
            return f"{text.ru} / {text.en}"
        return text.in_language(self._language)

    def achievement(self) -> dict[str, Any]:
        earned = self._achievement
        described: dict[str, Any] = {
            "id": self.id,
            "type": ["Achievement"],
            "achievementType": _TYPES.get(earned.kind, "Award"),
            "inLanguage": "en" if self._language == "en" else "ru",
            "name": self.name,
            "description": self._description(),
            "criteria": {"narrative": self.said(earned.criteria)},
        }
        if earned.alignments:
            described["alignment"] = [_alignment(each) for each in earned.alignments]
        results = [self._result(name) for name in self._results]
        results += [self._part(place, part) for place, part in enumerate(self._parts, 1)]
        if results:
            described["resultDescription"] = results
        return described

    def evidence(self, name: str, narrative: str) -> dict[str, Any]:
        """One of EVIDENCE."""
        return {"type": ["Evidence"], "name": self.said(_EVIDENCE[name]), "narrative": narrative}

    def part_id(self, place: int) -> str:
        """Of a module, counted from 1."""
        return f"{self.id}#module-{place}"

    def result_id(self, name: str) -> str:
        return f"{self.id}#{name}"

    def period(self) -> dict[str, str]:
        """When it took place."""
        days = {"activityStartDate": self._context.starts_on, "activityEndDate": self._context.ends_on}
        return {member: day.isoformat() for member, day in days.items() if day}

    def _description(self) -> str:
        """In the issuer's words, else by where and for what."""
        earned, context = self._achievement, self._context
        if earned.description:
            return self.said(earned.description)
        parts = (context.title, context.skill_name, earned.title)
        return " ".join(f"{self.said(part)}." for part in parts if part)

    def _result(self, name: str) -> dict[str, Any]:
        called, kind = _RESULTS[name]
        described = {
            "id": self.result_id(name),
            "type": ["ResultDescription"],
            "name": self.said(called).replace("{scale}", self._score.scale if self._score else ""),
            "resultType": kind,
        }
        bounds = {"valueMin": "0", "valueMax": self._score.out_of} if name == "total" and self._score else {}
        return {**described, **bounds}

    def _part(self, place: int, part: Part) -> dict[str, Any]:
        """What can be reached in a module, whether or not its certificates say it."""
        described = {
            "id": self.part_id(place),
            "type": ["ResultDescription"],
            "name": self.said(_with_hours(part)),
            "resultType": "RawScore" if part.out_of else "Result",
        }
        return {**described, "valueMin": "0", "valueMax": part.out_of} if part.out_of else described


def _with_hours(part: Part) -> Text:
    if part.hours is None:
        return Text(part.title, part.title)
    return Text(f"{part.title} ({part.hours} ч)", f"{part.title} ({part.hours} h)")


def _id(achievement: Achievement, context: Context) -> UUID:
    """One wording at one occasion."""
    occasion = (str(context.id or context.kind), str(context.skill_id or ""))
    return derive("achievement", achievement.id, str(achievement.version), *occasion)


def _named(achievement: Achievement, context: Context) -> Text:
    title, skill = achievement.title, context.skill_name
    return Text(f"{title.ru}: {skill.ru}", f"{title.en}: {skill.en}") if skill else title


def _alignment(aligned: Alignment) -> dict[str, Any]:
    described: dict[str, Any] = {
        "type": ["Alignment"],
        "targetName": aligned.name,
        "targetUrl": aligned.url,
        "targetFramework": aligned.framework,
    }
    return {**described, "targetCode": aligned.code} if aligned.code else described
