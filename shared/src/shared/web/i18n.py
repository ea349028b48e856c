"""Texts, dates and numbers in the reader's language. Msgids are English; Russian comes from `locale/ru.po` of the packages."""

import gettext
import io
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Literal, cast

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from markupsafe import Markup, escape
from starlette.requests import Request

from shared.web.negotiation import language_of

Language = Literal["ru", "en"]
LANGUAGES: tuple[Language, ...] = ("ru", "en")
DEFAULT: Language = "ru"
NAMES: Mapping[Language, str] = {"ru": "Русский", "en": "English"}
COOKIE = "lang"


class Gettext:
    """`_("Signed by {name}", name=…)`, `_.n("{n} mark", "{n} marks", 5)`. A parameter that is Markup makes the whole text Markup."""

    def __init__(self, language: Language, catalogues: gettext.NullTranslations | None = None) -> None:
        self.language = language
        self._catalogues = catalogues or gettext.NullTranslations()

    def __call__(self, message: str, /, **values: Any) -> str:
        return _fill(self._catalogues.gettext(message), values)

    def n(self, singular: str, plural: str, n: int, /, **values: Any) -> str:
        """The form that the language asks for with `n`, which is also the parameter `{n}`."""
        return _fill(self._catalogues.ngettext(singular, plural, n), {"n": n, **values})


def _fill(message: str, values: Mapping[str, Any]) -> str:
    if not values:
        return message
    if any(isinstance(value, Markup) for value in values.values()):
        return escape(message).format(**values)
    return message.format(**values)


def catalogue(package: str) -> Catalog:
    """The package's Russian texts as they are written. A package without the file has none."""
    source = files(package) / ("web/locale/ru.po" if package == "shared" else "locale/ru.po")
    if not source.is_file():
        return Catalog("ru")
    with source.open("rb") as file:
        return read_po(file, locale="ru")


def _translations(package: str) -> gettext.GNUTranslations:
    compiled = io.BytesIO()
    write_mo(compiled, catalogue(package))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


@cache
def texts(package: str, language: Language) -> Gettext:
    """The texts of a package, then shared's, in one language."""
    if language == "en":
        return Gettext("en")
    translations = _translations(package)
    if package != "shared":
        translations.add_fallback(_translations("shared"))
    return Gettext("ru", translations)


def language(request: Request) -> Language:
    """`?lang=`, else the cookie, else the browser's first language that we speak, else Russian."""
    for asked in (request.query_params.get("lang"), request.cookies.get(COOKIE)):
        if asked in LANGUAGES:
            return asked
    return cast("Language", language_of(request.headers.get("accept-language", ""), LANGUAGES) or DEFAULT)


def gettext_of(request: Request) -> Gettext:
    """The texts of the service that answers this request, in the reader's language. The service is `app.state.package`."""
    package: str = getattr(request.app.state, "package", "shared")
    return texts(package, language(request))
