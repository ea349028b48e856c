"""What people type and paste: the signs that they take for one another, and what comes along with a text that is copied."""

import re
import unicodedata
from typing import Final
from urllib.parse import unquote

_LATIN: Final = "ABEKMHOPCTYX"
_CYRILLIC: Final = "АВЕКМНОРСТУХ"
_TO_LATIN: Final = str.maketrans(_CYRILLIC + "ЁІЈЅԚԜΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", _LATIN + "EIJSQWABEZHIKMNOPTYX")
_TO_CYRILLIC: Final = str.maketrans(_LATIN, _CYRILLIC)
_ONLY_CYRILLIC: Final = re.compile("[А-Я]")
_LETTERS_FOR_DIGITS: Final = str.maketrans("OОΟIІΙLЗ", "00011113")
_DASHES: Final = re.compile("[\u02d7\u2010-\u2015\u2043\u2212\ufe58\ufe63\uff0d]")
_UNSEEN: Final = frozenset({"Cc", "Cf", "Cs", "Co"})
_ALSO_UNSEEN: Final = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u3164\uffa0\ufeff\ufffc\ufffe")
_SELECTORS: Final = range(0xFE00, 0xFE10)
_AROUND: Final = " \"'`´«»„“”‟‘’‚‛‹›<>()[]{}*_~|:;,.!?…"
"""Signs around a copied text; no number, id or address begins or ends with one of them."""
_LABEL: Final = re.compile(
    r".*\b(?:no|n|nr|num|number|reg|registration|id|code|certificate|рег|регистрационный|номер|код|сертификат)(?=[ .:])[ .:-]*",
    re.IGNORECASE,
)
_JSON_BEGINS: Final = re.compile(r"\{|\[\s*[\[{\"]")
_MOST: Final = 10_000
"""Signs of a text in which a number is looked for."""


def folded(text: str) -> str:
    """Capitals in which letters that look alike are one: Latin, or Cyrillic where another letter can only be that.

    РО47 typed on the Russian keyboard and PO47 typed on the English one are the same.
    """
    latin = text.upper().translate(_TO_LATIN)
    return latin.translate(_TO_CYRILLIC) if _ONLY_CYRILLIC.search(latin) else latin


def in_latin(text: str) -> str:
    """Capitals with Latin letters for all Cyrillic ones that look like them."""
    return text.upper().translate(_TO_LATIN)


def in_digits(text: str) -> str:
    """With digits for the letters that are typed for them, where only digits can stand."""
    return text.upper().translate(_LETTERS_FOR_DIGITS)


def plain(text: str) -> str:
    """Without what came along: signs that nobody sees, a byte order mark, quotation marks, brackets, a full stop behind.

    White space is a single space, all dashes are hyphens. Of signed data only what stands before and behind it is cut: a sign in
    it that nobody sees is signed as well.
    """
    begins = _begun(text)
    if _JSON_BEGINS.match(begins):
        end = max(begins.rfind("}"), begins.rfind("]"))
        return begins[: end + 1] if end > 0 else begins
    if "%" in text:
        text = unquote(text)
    if text.isascii() and text.isprintable():
        # Nothing unseen is in it, nor what could be written otherwise: a code's text has 400 signs to look at.
        return " ".join(text[:_MOST].split()).strip(_AROUND)
    seen = (" " if sign.isspace() else "" if _is_unseen(sign) else sign for sign in text[:_MOST].replace("№", " No "))
    composed = unicodedata.normalize("NFKC", "".join(seen))
    return " ".join(_DASHES.sub("-", composed).split()).strip(_AROUND)


def _begun(text: str) -> str:
    """Without what stands before it and is not seen."""
    if text[:1].isascii() and text[:1].isprintable() and not text[:1].isspace():
        return text
    return text.lstrip("".join({sign for sign in text[:40] if _is_unseen(sign) or sign.isspace()}))


def unlabelled(text: str) -> str:
    """`plain`, without the words that say what it is: «Рег. № 47-2026-000001»."""
    bare = plain(text)
    return _LABEL.sub("", bare, count=1) or bare


def _is_unseen(sign: str) -> bool:
    return unicodedata.category(sign) in _UNSEEN or sign in _ALSO_UNSEEN or ord(sign) in _SELECTORS
