"""The colour of an issuer is read on white paper."""

import pytest

from certificates.domain.colour import LEAST_CONTRAST, BadColour, checked_colour, contrast_to_white


@pytest.mark.parametrize(("rgb", "contrast"), [("000000", 21), ("ffffff", 1), ("777777", 4.48), ("0000ff", 8.59)])
def test_contrast_is_that_of_wcag(rgb: str, contrast: float) -> None:
    assert contrast_to_white(rgb) == pytest.approx(contrast, abs=0.01)


def test_a_colour_is_kept_in_one_spelling() -> None:
    assert checked_colour(" 173F8A ") == "#173f8a"


@pytest.mark.parametrize("text", ["", "синий", "#12345", "#1234567", "#777777", "red;}"])
def test_what_cannot_be_read_on_white_is_refused(text: str) -> None:
    with pytest.raises(BadColour) as refused:
        checked_colour(text)
    assert refused.value.contrast is None or refused.value.contrast < LEAST_CONTRAST
