"""Files of rulesets, made of the package's own by a change."""

from importlib import resources
from pathlib import Path
from typing import Final

SHIPPED: Final = resources.files("competitions.rulesets").joinpath("worldskills.toml").read_text("utf-8")
OWN: Final = SHIPPED.replace('id = "worldskills"', 'id = "festival"')
"""A good file under an id of its own."""

GROUPS = """
[age]
on = "year_end"

[[categories]]
code = "cadets"
name = { ru = "Кадеты", en = "Cadets" }
youngest = 8
oldest = 11

[[categories]]
code = "masters"
name = { ru = "Мастера", en = "Masters" }
youngest = 12
oldest = 17
statuses = ["pupil", "student"]
"""
"""Two categories, by the age at the end of the year, and one of them by what people are."""


def written(folder: Path, text: str = OWN, name: str = "own.toml") -> Path:
    """The folder, with that file in it."""
    folder.joinpath(name).write_text(text, "utf-8")
    return folder


def changed(old: str, new: str) -> str:
    assert old in OWN, "the file of the package has changed: so must the test"
    return OWN.replace(old, new, 1)
