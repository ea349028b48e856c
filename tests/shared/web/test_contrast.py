"""WCAG 2.2 contrast of the tokens, light and dark: 4.5 to 1 for text, 3 to 1 for the edges of controls."""

import re

import pytest

from shared.web.static import folder

TOKENS = (folder("shared") / "tokens.css").read_text(encoding="utf-8")
TEXT = [
    *[(ink, paper) for ink in ("ink", "ink-2", "accent", "accent-2") for paper in ("paper", "paper-2")],
    *[(meaning, paper) for meaning in ("good", "attention", "bad", "info") for paper in ("paper", f"{meaning}-2")],
    *[("ink", f"{meaning}-2") for meaning in ("good", "attention", "bad", "info")],
    *[(f"on-{medal}", medal) for medal in ("gold", "silver", "bronze", "medallion")],
    ("on-accent", "accent"),
    ("on-accent", "accent-2"),
    ("on-meaning", "bad"),
]
CONTROLS = [("edge", "paper"), ("edge", "paper-2"), ("accent", "paper")]


def tokens(scheme: str) -> dict[str, str]:
    light, dark = re.findall(r":root \{(.*?)\}", TOKENS, re.DOTALL)[:2]
    written = light if scheme == "light" else light + dark
    return dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{6});", written))


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_the_measure_is_wcags() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("front", "back"), TEXT)
def test_text_can_be_read(front: str, back: str, scheme: str) -> None:
    found = tokens(scheme)
    assert contrast(found[front], found[back]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("front", "back"), CONTROLS)
def test_controls_can_be_seen(front: str, back: str, scheme: str) -> None:
    found = tokens(scheme)
    assert contrast(found[front], found[back]) >= 3
