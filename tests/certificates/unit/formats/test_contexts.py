"""The bundled JSON-LD contexts are those of the npm packages that they name."""

import hashlib
import json

import pytest
from tests.certificates.node import ROOT

from certificates.formats.jsonld import contexts


@pytest.mark.parametrize("url", contexts.index())
def test_a_context_is_the_file_that_was_taken(url: str) -> None:
    entry = contexts.index()[url]
    assert hashlib.sha256(contexts.text(url).encode()).hexdigest() == entry["sha256"]
    assert entry["package"]
    assert entry["version"]


@pytest.mark.parametrize("url", contexts.index())
def test_a_context_says_what_its_package_says(url: str) -> None:
    entry = contexts.index()[url]
    package = ROOT / "node_modules" / entry["package"]
    assert json.loads((package / "package.json").read_text())["version"] == entry["version"]
    sources = [
        path.read_text()
        for folder in ("js", "lib", "dist", "contexts", ".")
        for path in (package / folder).glob("*.js*")
    ]
    known = json.loads(contexts.text(url))["@context"]
    terms = [
        term for part in (known if isinstance(known, list) else [known]) for term in part if not term.startswith("@")
    ]
    assert any(all(term in source for term in terms) for source in sources)


def test_an_unknown_context_is_never_fetched() -> None:
    with pytest.raises(contexts.UnknownContext):
        contexts.definitions("https://example.org/context")
