"""The page around every page, and what no template of any package may contain."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jinja2
import pytest
from starlette.applications import Starlette
from starlette.requests import Request

from shared.identity.principal import Principal, Role
from shared.web import pages
from shared.web.addresses import address
from shared.web.i18n import LANGUAGES
from shared.web.pages import Compiled, Pages, Sent, environment, folders
from shared.web.static import folder

PACKAGES = ("shared", "competitions", "certificates", "notifications")
PAGES = Pages("shared")
PUPIL = Principal("pupil", "<Иван> Придуманный", frozenset({Role.COMPETITOR}), "school-1")
PROBLEM = {"title": "A <problem>", "status": 404, "detail": "", "errors": []}


def asked(path: str = "/sheets/1", query: str = "") -> Request:
    return Request(
        {
            "type": "http",
            "method": "GET",
            "scheme": "http",
            "server": ("test", 80),
            "path": path,
            "query_string": query.encode(),
            "headers": [],
            "app": Starlette(),
        }
    )


def body(request: Request, principal: Principal | None = None) -> str:
    return bytes(PAGES.render(request, "problem.html", problem=PROBLEM, principal=principal).body).decode()


def test_a_template_is_compiled_once_and_speaks_every_language(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []
    compiles = jinja2.Environment.compile

    def counted(self: jinja2.Environment, source: str, name: str, *more: Any) -> Any:
        compiled.append(name)
        return compiles(self, source, name, *more)

    monkeypatch.setattr(jinja2.Environment, "compile", counted)
    monkeypatch.setattr(pages, "COMPILED", Compiled())
    text = jinja2.DictLoader({"page": "{{ lang }} {{ 1234.5|number }} {{ _('Sign in') }}"})
    said = []
    for spoken in LANGUAGES:
        made = environment("shared", spoken, "UTC")
        made.loader = text
        said.append(made.get_template("page").render())
    assert compiled == ["page"]
    assert said == ["ru 1\u202f234,5 Войти", "en 1,234.5 Sign in"]


def test_what_people_and_events_bring_is_escaped() -> None:
    html = body(asked(), PUPIL)
    assert "&lt;Иван&gt; Придуманный" in html
    assert "A &lt;problem&gt;" in html


def test_who_is_signed_in_can_sign_out_and_who_is_not_can_come_back_after_signing_in() -> None:
    assert 'action="/sign-out"' in body(asked(), PUPIL)
    html = body(asked("/sheets/1", "cursor=a%2Fb&lang=en"))
    assert 'href="/sign-in?to=/sheets/1%3Fcursor%3Da%252Fb"' in html


def test_the_navigation_shows_what_the_person_has_a_use_for() -> None:
    assert 'href="/certificates"' in body(asked(), PUPIL)
    assert 'href="/inbox"' not in body(asked())
    assert 'href="/certificates"' not in body(asked(), Principal("anna", "Anna", frozenset({Role.ORGANISER})))


def test_the_language_of_the_address_is_remembered_and_other_ones_are_not() -> None:
    assert "lang=en" in PAGES.render(asked(query="lang=en"), "problem.html", problem=PROBLEM).headers["set-cookie"]
    assert "set-cookie" not in PAGES.render(asked(query="lang=xx"), "problem.html", problem=PROBLEM).headers


def test_a_page_is_never_kept_for_somebody_else() -> None:
    headers = PAGES.render(asked(), "problem.html", problem=PROBLEM).headers
    assert headers["cache-control"] == "private, no-cache"
    assert {"Cookie", "Accept-Language"} <= {name.strip() for name in headers["vary"].split(",")}
    assert headers["content-language"] == "ru"


def test_a_page_is_hidden_from_search_engines_unless_it_says_otherwise() -> None:
    assert '<meta name="robots" content="noindex">' in body(asked())


def test_a_name_that_the_page_does_not_give_is_an_error() -> None:
    with pytest.raises(jinja2.UndefinedError):
        PAGES.render(asked(), "problem.html")


def test_the_place_to_come_back_to_is_the_page_without_its_language() -> None:
    assert address(asked("/inbox", "cursor=5&lang=en")) == "/inbox?cursor=5"
    assert address(asked("/inbox", "lang=en")) == "/inbox"


def templates() -> Iterator[Path]:
    for package in PACKAGES:
        yield from sorted(folders(package)[0].glob("**/*.html"))


def styles() -> Iterator[Path]:
    for package in PACKAGES:
        yield from (path for path in sorted(folder(package).glob("**/*.css")) if "vendor" not in path.parts)


FORBIDDEN = {
    "an inline style": re.compile(r"\sstyle\s*=|<style\b"),
    "an inline script": re.compile(r"\son[a-z]+\s*=\s*[\"']|<script(?![^>]*\ssrc=)|javascript:"),
    "another host": re.compile(r"(?:src|href|action)\s*=\s*[\"'](?:https?:)?//"),
    "text past the escaping": re.compile(r"\|\s*safe\b|autoescape\s+false"),
}


@pytest.mark.parametrize("kind", FORBIDDEN)
def test_no_template_contains(kind: str) -> None:
    for path in templates():
        found = FORBIDDEN[kind].search(path.read_text(encoding="utf-8"))
        assert not found, f"{path.name}: {found}"


def test_colours_are_written_in_the_tokens_alone() -> None:
    for path in styles():
        if path.name not in {"tokens.css", "print.css", "badges.css"}:
            found = re.search(
                r"#[0-9a-f]{3,8}\b(?=[;\s])|rgb\(|hsl\(|gradient\(|box-shadow:(?! inset| none)",
                path.read_text(encoding="utf-8"),
            )
            assert not found, f"{path.name}: {found}"


def test_no_style_sheet_loads_from_another_host() -> None:
    for path in styles():
        assert not re.search(r"@import|url\(\s*[\"']?(?:https?:)?//", path.read_text(encoding="utf-8")), path.name


def test_a_form_that_came_without_its_fields_is_shown_again_and_is_done_once() -> None:
    sent = Sent({"name": "Вьюга"})
    shown = jinja2.Template("{{ typed.name }}|{{ typed.version }}|{{ typed.once }}").render(typed=sent)
    name, version, once = shown.split("|")
    assert (name, version, len(once)) == ("Вьюга", "", 36)
