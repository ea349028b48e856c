import pytest

from shared.web.negotiation import language_of, preferred, weights

FORMS = ["text/html", "application/vc", "application/pdf"]


@pytest.mark.parametrize(
    ("accept", "best"),
    [
        ("", "text/html"),
        ("*/*", "text/html"),
        ("application/*", "application/vc"),
        ("text/html;q=0.5, application/pdf", "application/pdf"),
        ("TEXT/HTML; level=1; Q=0.1, application/vc;q=0.2", "application/vc"),
        ("application/*, application/vc;q=0", "application/pdf"),
        ("application/ld+json", "application/vc"),
        ("image/png", None),
        ("text/html;q=nonsense", None),
        ("text/html;q=nan", None),
        ("text/html;q=0", None),
    ],
)
def test_the_form_that_is_weighed_most_is_taken(accept: str, best: str | None) -> None:
    assert preferred(accept, FORMS, {"application/ld+json": "application/vc"}) == best


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("en-GB,en;q=0.9,ru;q=0.8", "en"),
        ("de, ru;q=0.5, en;q=0.4", "ru"),
        ("ru;q=0, en;q=0.1", "en"),
        ("en, ru", "en"),
        ("de", None),
        ("", None),
    ],
)
def test_the_language_that_is_weighed_most_is_taken(header: str, language: str | None) -> None:
    assert language_of(header, ("ru", "en")) == language


def test_a_weight_is_between_none_and_one() -> None:
    assert weights("a;q=7, b;q=-1, c;q=inf, d, d;q=0.1") == {"a": 1.0, "b": 0.0, "c": 0.0, "d": 1.0}
