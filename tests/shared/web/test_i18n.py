"""Whose language a page speaks, and how texts take their parameters."""

import pytest
from markupsafe import Markup
from starlette.requests import Request

from shared.web.i18n import language, texts


def asked(query: str = "", **headers: str) -> Request:
    raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return Request({"type": "http", "method": "GET", "path": "/", "query_string": query.encode(), "headers": raw})


@pytest.mark.parametrize(
    ("request_", "expected"),
    [
        (asked(), "ru"),
        (asked(accept_language="en-GB,en;q=0.9,ru;q=0.8"), "en"),
        (asked(accept_language="de;q=1.0, ru;q=0.4, en;q=0.5"), "en"),
        (asked(accept_language="en;q=0"), "ru"),
        (asked(accept_language="en;q=much, *"), "ru"),
        (asked(accept_language="en", cookie="lang=ru"), "ru"),
        (asked("lang=en", accept_language="ru", cookie="lang=ru"), "en"),
        (asked("lang=xx", cookie="lang=en"), "en"),
        (asked("lang=../etc", cookie="lang=%00"), "ru"),
    ],
)
def test_the_address_then_the_cookie_then_the_browser_decide_the_language(request_: Request, expected: str) -> None:
    assert language(request_) == expected


def test_russian_comes_from_the_catalogue_and_english_is_the_msgid() -> None:
    assert texts("shared", "ru")("Sign in") == "Войти"
    assert texts("shared", "en")("Sign in") == "Sign in"
    assert texts("shared", "ru")("Nobody translated this") == "Nobody translated this"


def test_a_service_falls_back_to_the_texts_of_shared() -> None:
    assert texts("competitions", "ru")("Sign out") == "Выйти"


def test_a_parameter_that_is_markup_escapes_the_others_and_stays_markup() -> None:
    _ = texts("shared", "en")
    said = _("Read {link}, {name} & all", link=Markup("<a>it</a>"), name="<b>")
    assert said == Markup("Read <a>it</a>, &lt;b&gt; &amp; all")
    assert not isinstance(_("Signed by {name}", name="<b>"), Markup)


def test_without_parameters_braces_stay_as_they_are() -> None:
    assert texts("shared", "en")("{not a parameter}") == "{not a parameter}"


@pytest.mark.parametrize(("n", "expected"), [(1, "1 mark"), (2, "2 marks"), (21, "21 marks")])
def test_english_plurals(n: int, expected: str) -> None:
    assert texts("shared", "en").n("{n} mark", "{n} marks", n) == expected
