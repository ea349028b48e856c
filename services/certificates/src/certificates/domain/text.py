from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """What people read, in both languages of the product."""

    ru: str
    en: str

    def in_language(self, language: str) -> str:
        return self.en if language == "en" else self.ru
