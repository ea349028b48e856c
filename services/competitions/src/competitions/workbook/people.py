"""What the columns about people are called, in every table."""

from collections.abc import Mapping
from typing import Final, Literal

HEADINGS: Final[Mapping[str, tuple[str, ...]]] = {
    "family_name": ("Family name", "Фамилия"),
    "given_name": ("Given name", "Имя"),
    "patronymic": ("Patronymic", "Отчество"),
    "birth_date": ("Birth date", "Дата рождения"),
    "email": ("E-mail", "Электронная почта"),
    "guardian": ("Guardian: full name", "Родитель: ФИО"),
    "guardian_email": ("Guardian: e-mail", "Родитель: почта"),
}
LANGUAGES: Final[Mapping[str, Literal["ru", "en"]]] = {
    **dict.fromkeys(("ru", "рус", "русский", "russian"), "ru"),
    **dict.fromkeys(("en", "англ", "английский", "english"), "en"),
}
"""As they are written into a cell, folded."""
