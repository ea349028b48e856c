"""The designs that certificates are printed in: a folder each, with a manifest, a template and its pictures."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, Final

from shared.text import Text

PLAIN: Final = "sheet"
"""For whatever nothing else suits."""
COMMON: Final = "parts.typ"
_MEDALS: Final = {"gold": "medal-1.svg", "silver": "medal-2.svg", "bronze": "medal-3.svg"}
_FOR_CERTIFICATES: Final = ("across", "upright", "course", "thanks", PLAIN)
BY_KIND: Final = "plain"
"""An achievement that names no design."""
SOCIAL: Final = "social"
WALLET: Final = "wallet"
ATTENDANCE: Final = "attendance"
LABELS: Final = "labels"


@dataclass(frozen=True, slots=True, eq=False)
class Design:
    id: str
    title: Text
    width: float
    """Of the sheet, in millimetres."""
    height: float
    languages: tuple[str, ...]
    """`ru`, `en`, `both`: in which a certificate may be."""
    suits: frozenset[str]
    """Kinds of achievements that get this one where none is named."""
    template: bytes
    files: Mapping[str, bytes]
    """What the template reads beside what is told of a certificate."""
    medals: Mapping[str, tuple[str, bytes]]
    """Name and picture by medal; none where the design shows none."""

    def beside(self, medal: str | None) -> Mapping[str, bytes]:
        """Only what is used: each spare file costs time."""
        picture = self.medals.get(medal or "")
        return {**self.files, picture[0]: picture[1]} if picture else self.files


@cache
def shelf() -> Mapping[str, Design]:
    """The shipped designs, by id."""
    root = files(__package__) / "designs"
    return {id: _read(root, id) for id in (*_FOR_CERTIFICATES, SOCIAL, WALLET, ATTENDANCE, LABELS)}


def offered() -> tuple[Design, ...]:
    """What a certificate can be printed in."""
    return tuple(shelf()[id] for id in _FOR_CERTIFICATES)


def is_shipped(named: str) -> bool:
    """Or asks for what suits the kind."""
    return named == BY_KIND or any(design.id == named for design in offered())


def chosen(named: str, kind: str) -> str:
    """The id of the design that an achievement names, else of the first one that suits its kind."""
    if any(design.id == named for design in offered()):
        return named
    return next((design.id for design in offered() if kind in design.suits), PLAIN)


def _read(root: Traversable, id: str) -> Design:
    folder = root / id
    manifest: dict[str, Any] = tomllib.loads((folder / "manifest.toml").read_text("utf-8"))
    common = {} if id == PLAIN else {COMMON: (root / COMMON).read_bytes()}
    return Design(
        id,
        Text(manifest["title"]["ru"], manifest["title"]["en"]),
        manifest["page"]["width"],
        manifest["page"]["height"],
        tuple(manifest["languages"]),
        frozenset(manifest["suits"]),
        (folder / "main.typ").read_bytes(),
        {**common, **{name: (folder / name).read_bytes() for name in manifest["pictures"]}},
        {one: (name, (root / name).read_bytes()) for one, name in _MEDALS.items()} if manifest.get("medals") else {},
    )
