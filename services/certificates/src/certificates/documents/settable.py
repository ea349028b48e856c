"""What typst reads of a certificate: words that can be set, the faces that set them, and the look of its issuer."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from shared.printing.faces import DISPLAY, FACES
from shared.printing.printed import Printed, printed

Rows = Sequence[Sequence[str]]
Words = Mapping[str, str | Rows]
LARGE: Final = frozenset({"name", "document", "degree", "earned", "award"})
"""Words that a design may set in a display face."""
_VANISHING: Final = (
    "duplicate",
    *("name", "degree", "earned", "event", "place", "team", "members", "licence", "score", "skill"),
    *("other_language", "other_document", "other_earned"),
    *("signatory_post", "signatory_name", "seal_alt", "logo_alt", "facsimile_alt"),
)
"""What is not known leaves no gap."""
_NO_BREAK: Final = "\u00a0"
_OFTEN: Final = 120
"""Signs: what is longer is hardly met twice."""


@dataclass(frozen=True, slots=True)
class Picture:
    kind: str
    """`svg` or `png`."""
    content: bytes


@dataclass(frozen=True, slots=True)
class Look:
    """What of a certificate's sheet is no text. What is not known leaves no gap."""

    colour: str = "#173f8a"
    """Of the issuer, `#rrggbb`, dark enough to be read on white."""
    medal: str | None = None
    """`gold`, `silver`, `bronze`."""
    logo: Picture | None = None
    facsimile: Picture | None = None
    seal: Picture | None = None

    @property
    def without_pictures(self) -> "Look":
        return Look(self.colour, self.medal)

    @property
    def files(self) -> dict[str, bytes]:
        shown = {_file(name, one): one.content for name, one in self._pictures() if one}
        return {"look.json": json.dumps(self._told()).encode(), **shown}

    def _told(self) -> dict[str, str | None]:
        pictures = {name: _file(name, one) if one else None for name, one in self._pictures()}
        return {"colour": self.colour, "medal": self.medal, **pictures}

    def _pictures(self) -> tuple[tuple[str, Picture | None], ...]:
        return (("logo", self.logo), ("facsimile", self.facsimile), ("seal", self.seal))


UNKNOWN: Final = Look()
"""Of an issuer that has told nothing of itself."""


def _file(name: str, picture: Picture) -> str:
    return f"{name}.{picture.kind}"


def settable(words: Words) -> dict[str, object]:
    """`words` as designs read them. Each letter is one that a face has, or a box; `boxes` explains these where there are any.

    `faces`: families for all of it; `widened`: texts that the second of them sets; `covered`: of each display family, the large
    words that it has every letter of. The `dates` of an event stand after it, on one line.
    """
    lists = {key: value for key, value in words.items() if not isinstance(value, str)}
    texts = {key: _printed(value) for key, value in words.items() if isinstance(value, str)}
    rows = {key: [[_printed(one) for one in row] for row in value] for key, value in lists.items()}
    in_rows = {key: [one for row in found for one in row] for key, found in rows.items()}
    all_of = [*texts.values(), *(one for found in in_rows.values() for one in found)]
    if not any(text.has_boxes for text in all_of):
        texts["boxes"] = printed("")
    event = ", ".join(filter(None, (_said(texts, "event"), _said(texts, "dates").replace(" ", _NO_BREAK))))
    used = {FACES[0]}.union(*(text.faces for text in all_of))
    return {
        **dict.fromkeys(_VANISHING, ""),
        "particulars": [],
        "modules": [],
        **{key: text.text for key, text in texts.items()},
        "event": event,
        **{key: [[one.text for one in row] for row in found] for key, found in rows.items()},
        "faces": [face.family for face in FACES if face in used],
        "widened": [
            *(key for key, text in texts.items() if text.needs_wide_face),
            *(key for key, found in in_rows.items() if any(text.needs_wide_face for text in found)),
        ],
        "covered": {
            face.family: [key for key in LARGE if key in texts and texts[key].is_covered_by(face)] for face in DISPLAY
        },
    }


def _said(texts: Mapping[str, Printed], key: str) -> str:
    return texts[key].text if key in texts else ""


def _printed(text: str) -> Printed:
    return _often(text) if len(text) <= _OFTEN else printed(text)


@lru_cache(maxsize=512)
def _often(text: str) -> Printed:
    """Labels, and names of issuers and skills, come again and again."""
    return printed(text)
