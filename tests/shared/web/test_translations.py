"""Every text that people see has Russian, with the same parameters, and no catalogue carries what nobody says."""

import re
from collections import Counter
from importlib.resources import files
from pathlib import Path

import pytest
from babel.messages.catalog import Message

from shared.web.extract import in_python, messages, missing
from shared.web.i18n import catalogue
from shared.web.pages import folders

PACKAGES = ("shared", "competitions", "certificates", "notifications")
PARAMETER = re.compile(r"\{[^{}]*\}")


def entries(package: str) -> list[Message]:
    return [entry for entry in catalogue(package) if entry.id]


def forms(text: object) -> list[str]:
    return [str(one) for one in text] if isinstance(text, (list, tuple)) else [str(text)]


@pytest.mark.parametrize("package", PACKAGES)
def test_every_text_has_russian(package: str) -> None:
    assert [f"{one.where}: {one.text}" for one in missing(package)] == []


@pytest.mark.parametrize("package", PACKAGES)
def test_a_translation_has_the_parameters_of_its_text(package: str) -> None:
    for entry in entries(package):
        known = set(PARAMETER.findall(" ".join(forms(entry.id))))
        for form in forms(entry.string):
            assert set(PARAMETER.findall(form)) <= known, entry.id
        if isinstance(entry.string, str):
            assert set(PARAMETER.findall(entry.string)) == known, entry.id


@pytest.mark.parametrize("package", PACKAGES)
def test_russian_has_three_plural_forms_and_no_exclamation_marks(package: str) -> None:
    for entry in entries(package):
        assert len(forms(entry.string)) == (3 if entry.pluralizable else 1), entry.id
        assert "!" not in "".join(forms(entry.string)), entry.id


@pytest.mark.parametrize("package", PACKAGES)
def test_a_text_is_translated_once(package: str) -> None:
    """The library takes the last of several, and says nothing."""
    written = (
        files(package).joinpath("web" if package == "shared" else ".", "locale", "ru.po").read_text(encoding="utf-8")
    )
    texts = Counter(re.findall(r'^msgid ((?:".*"\n)+)', written, re.MULTILINE))
    assert texts.total() > 100
    assert [text for text, times in texts.items() if times > 1] == []


def test_texts_are_found_in_python_and_templates(tmp_path: Path) -> None:
    module = tmp_path / "module.py"
    module.write_text(
        'ProblemType(Gone, "gone", 404, "It is gone", x)\n_("Hello")\n_.n("{n} mark", "{n} marks", 3)\n_(name)\n'
    )
    assert {one.text for one in in_python(module)} == {"It is gone", "Hello", "{n} mark"}
    assert "Skip to the main part" in {one.text for one in messages("shared")}


@pytest.mark.parametrize("package", PACKAGES)
def test_templates_write_plurals_as_the_extraction_finds_them(package: str) -> None:
    templates = [path for folder in folders(package) for path in folder.glob("**/*.html")]
    assert [path.name for path in templates if "_.n(" in path.read_text(encoding="utf-8")] == []
