"""Files of rulesets, made of the package's own by a change."""

from importlib import resources
from pathlib import Path
from typing import Final

SHIPPED: Final = resources.files("competitions.rulesets").joinpath("worldskills.toml").read_text("utf-8")
OWN: Final = SHIPPED.replace('id = "worldskills"', 'id = "festival"')
"""A good file under an id of its own."""


def written(folder: Path, text: str = OWN, name: str = "own.toml") -> Path:
    """The folder, with that file in it."""
    folder.joinpath(name).write_text(text, "utf-8")
    return folder


def changed(old: str, new: str) -> str:
    assert old in OWN, "the file of the package has changed: so must the test"
    return OWN.replace(old, new, 1)
