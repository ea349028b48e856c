"""What a check says: a sentence and what stands in it, so that whoever shows it may say it in another language."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Said:
    text: str
    """In English, with the names of `values` in braces."""
    values: Mapping[str, str]

    def __str__(self) -> str:
        return self.text.format(**self.values)


def _(text: str, /, **values: object) -> Said:
    return Said(text, {name: str(value) for name, value in values.items()})
