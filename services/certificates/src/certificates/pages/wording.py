"""The words of an achievement as the fields of a form, and back."""

from collections.abc import Mapping
from typing import Any, Final

from pydantic import BaseModel

from certificates.domain.achievement import Achievement
from certificates.domain.wording import WANTED
from shared.text import Text
from shared.web.forms import DIGITS, Typed, body_of

NUMBERS: Final = ("hours", "valid_months")
NOT_ASKED: Final = ""
MAY: Final = "may"
MUST: Final = "must"


def body_of_words(typed: Typed, model: type[BaseModel]) -> dict[str, Any]:
    """What a program would send. Modules are lines of a text, `title; hours`; columns are chosen one by one."""
    fields = set(model.model_fields) - {"modules", "wants"}
    body = body_of(typed, fields, NUMBERS)
    body["modules"] = [_module(line) for line in typed.get("modules", "").splitlines() if line.strip()]
    chosen = {name: typed.get(f"wants-{name}", NOT_ASKED) for name in WANTED}
    body["wants"] = [{"name": name, "required": how == MUST} for name, how in chosen.items() if how in {MAY, MUST}]
    return body


def typed_of_words(achievement: Achievement) -> dict[str, str]:
    """The fields as they stand for what is kept."""
    typed = {
        "version": str(achievement.version),
        "design": achievement.design,
        "spoken": achievement.spoken,
        "modules": "\n".join(map(_line, achievement.modules)),
    }
    for name in ("title", "criteria", "description", "level"):
        typed |= _fields(name, getattr(achievement, name), achievement)
    for name in NUMBERS:
        typed[name] = "" if getattr(achievement, name) is None else str(getattr(achievement, name))
    for want in achievement.wants:
        typed[f"wants-{want.name}"] = MUST if want.required else MAY
    for place, aligned in enumerate(achievement.alignments):
        for part in ("framework", "name", "code", "url"):
            typed[f"alignments-{place}-{part}"] = getattr(aligned, part) or ""
    return typed


def _fields(name: str, text: Text | None, achievement: Achievement) -> Mapping[str, str]:
    if text is None:
        return {}
    return {f"{name}-{language}": text.in_language(language) for language in achievement.languages}


def _module(line: str) -> dict[str, Any]:
    title, mark, hours = (part.strip() for part in line.rpartition(";"))
    if mark and DIGITS.fullmatch(hours):
        return {"title": title, "hours": int(hours)}
    return {"title": line.strip()}


def _line(module: Any) -> str:
    return module.title if module.hours is None else f"{module.title}; {module.hours}"
