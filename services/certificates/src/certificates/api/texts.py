"""Shapes that several resources share."""

from pydantic import BaseModel, ConfigDict, Field

from certificates.domain.text import Text


class TextOut(BaseModel):
    """What people read, in both languages."""

    ru: str
    en: str

    @classmethod
    def of(cls, text: Text) -> "TextOut":
        return cls(ru=text.ru, en=text.en)

    @classmethod
    def maybe(cls, text: Text | None) -> "TextOut | None":
        return cls.of(text) if text else None


class TextIn(BaseModel):
    """What people read, in both languages."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    ru: str = Field(min_length=1, max_length=300, pattern=r"^[^\x00-\x1f\x7f-\x9f]+$")
    en: str = Field(min_length=1, max_length=300, pattern=r"^[^\x00-\x1f\x7f-\x9f]+$")

    @property
    def text(self) -> Text:
        return Text(self.ru, self.en)
