"""SVG as CorelDRAW, Illustrator, Inkscape, Figma and Sketch write it: drawn as they draw it, or refused, and never by halves."""

import pytest

from certificates.domain.picture import BadPicture, Fault
from certificates.formats.pictures.svg import cleaned

COREL = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<!-- Creator: CorelDRAW -->
<svg xmlns="http://www.w3.org/2000/svg" xml:space="preserve" width="68mm" height="45mm" version="1.1"
 style="shape-rendering:geometricPrecision; text-rendering:geometricPrecision; fill-rule:evenodd; clip-rule:evenodd"
 viewBox="0 0 6800 4500" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:xodm="http://corel.example/odm">
 <defs><style type="text/css"><![CDATA[
    @font-face { font-family:"Вымысел";src:local("Вымысел") }
    .str0 {stroke:#2B2A29;stroke-width:7.62;stroke-miterlimit:22.9256}
    .fil1 {fill:none}
    .fil0 {fill:url(#id0);fill-rule:nonzero}
 ]]></style>
 <linearGradient id="id0" gradientUnits="userSpaceOnUse"><stop offset="0" stop-color="white"/></linearGradient></defs>
 <g id="Слой_x0020_1"><metadata id="CorelCorpID_0Corel-Layer"/><path class="fil0 str0" d="M0 0l9 9"/></g>
</svg>"""
ILLUSTRATOR = """<svg id="Layer_1" data-name="Слой 1" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" role="img" aria-label="Знак">
<defs><style>.cls-1,.cls-2{fill:none;}.cls-2{clip-path:url("#clip-path");}</style>
<clipPath id="clip-path"><rect class="cls-1" width="64" height="64"/></clipPath></defs>
<g class="cls-2"><path d="M1 1h9v9z" style="enable-background:new"/></g></svg>"""
FIGMA = """<svg width="8" height="8" viewBox="0 0 8 8" fill="none" xmlns="http://www.w3.org/2000/svg" focusable="false">
<mask id="mask0_1:2" style="mask-type:alpha" maskUnits="userSpaceOnUse" x="0" y="0" width="8" height="8">
<rect width="8" height="8" fill="#D9D9D9"/></mask>
<g mask="url(#mask0_1:2)"><path d="M0 0h8v8z" fill="url(#paint0_linear_1:2)" shape-rendering="crispEdges"/></g>
<defs><linearGradient id="paint0_linear_1:2"><stop stop-color="#1A2B3C"/></linearGradient></defs></svg>"""
SPRITE = """<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 8 8">
<defs><path id="star" d="M0 0h1v1z"/><symbol id="two" viewBox="0 0 1 1"><use xlink:href="#star"/></symbol>
<filter id="f"><feOffset dy="1"/></filter></defs>
<use xlink:href="#star" x="1"/><use href="#two"/><use href="#nowhere"/></svg>"""


def drawn(inside: str) -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{inside}</svg>'.encode()


def path(style: str, attributes: str) -> bytes:
    return cleaned(drawn(f'<style>{style}</style><path {attributes} d="M0 0"/>'))


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        (COREL, '<g><path d="M0 0l9 9" stroke="#2B2A29" stroke-width="7.62" stroke-miterlimit="22.9256" fill="url(#id0)"'),
        (COREL, 'fill-rule="evenodd" clip-rule="evenodd">'),
        (ILLUSTRATOR, '<g fill="none" clip-path="url(#clip-path)"><path d="M1 1h9v9z">'),
        (FIGMA, '<mask id="mask0_1:2" maskUnits="userSpaceOnUse" x="0" y="0" width="8" height="8" mask-type="alpha">'),
        (FIGMA, '<g mask="url(#mask0_1:2)"><path d="M0 0h8v8z" fill="url(#paint0_linear_1:2)"'),
        (SPRITE, '<symbol id="two" viewBox="0 0 1 1"><use href="#star">'),
    ],
)  # fmt: skip
def test_what_an_editor_draws_is_drawn(given: str, kept: str) -> None:
    clean = cleaned(given.encode())
    assert kept in clean.decode()
    assert cleaned(clean) == clean


@pytest.mark.parametrize("given", [COREL, ILLUSTRATOR, FIGMA, SPRITE])
def test_what_draws_nothing_is_left_out(given: str) -> None:
    clean = cleaned(given.encode()).decode()
    for gone in (
        "Слой",
        "data-",
        "aria-",
        "role=",
        "rendering",
        "class",
        "<style",
        "font",
        "focusable",
        "filter",
        "Corel",
    ):
        assert gone not in clean


@pytest.mark.parametrize(
    ("style", "attributes", "fill"),
    [
        (".a{fill:red}", 'class="b a" fill="blue"', "red"),
        (".a{fill:red}", 'class="a" style="fill:blue"', "blue"),
        (".a{fill:red}.b{fill:blue}", 'class="b a"', "blue"),
        (".a.b{fill:red}.b{fill:blue}", 'class="b a"', "red"),
        ("#i{fill:red}path.a{fill:blue}", 'id="i" class="a"', "red"),
        ("path{fill:red}*{fill:blue}", "", "red"),
        ("g{fill:red} /* } */ path{fill:blue}", "", "blue"),
        (".a{fill:red}", 'fill="blue"', "blue"),
    ],
)
def test_of_several_colours_the_one_counts_that_a_browser_shows(style: str, attributes: str, fill: str) -> None:
    assert f'fill="{fill}"' in path(style, attributes).decode()


@pytest.mark.parametrize(
    ("style", "fault"),
    [
        ("g path{fill:red}", Fault.STYLE),
        (".a:hover{fill:red}", Fault.STYLE),
        ("#a#b{fill:red}", Fault.STYLE),
        ("@media print{.a{fill:red}}", Fault.STYLE),
        (".a{fill:red", Fault.STYLE),
        (".a{fill:red!important}", Fault.ELEMENT),
        ("@import 'https://example.org/a.css';", Fault.LINK),
        (".a{fill:url(https://example.org/a.svg#b)}", Fault.LINK),
        (".a{background:url('data:image/png;base64,AA')}", Fault.LINK),
        (".a{filter:url(#f)}", Fault.EFFECT),
        (".a{filter:blur(2px)}", Fault.EFFECT),
    ],
)
def test_a_sheet_that_says_more_is_refused(style: str, fault: Fault) -> None:
    with pytest.raises(BadPicture) as refused:
        path(style, 'class="a"')
    assert refused.value.fault is fault


DOUBLED = "".join(f'<g id="g{n}"><use href="#g{n + 1}"/><use href="#g{n + 1}"/></g>' for n in range(18))
CHAINED = "".join(f'<g id="g{n}"><use href="#g{n + 1}"/></g>' for n in range(3000))


@pytest.mark.parametrize(
    ("inside", "fault"),
    [
        (f'{DOUBLED}<path id="g18" d="M0 0"/>', Fault.TOO_MANY_SHAPES),
        (f'{CHAINED}<path id="g3000" d="M0 0"/>', Fault.TOO_MANY_SHAPES),
        ('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>', Fault.LINK),
        ('<g id="a"><g><use href="#a"/></g></g>', Fault.LINK),
        ('<mask id="a"><g mask="url(#a)"/></mask>', Fault.LINK),
        ('<pattern id="a"><rect fill="url( \'#a\' )"/></pattern>', Fault.LINK),
        ('<linearGradient id="a"/><use href="#a"/>', Fault.LINK),
        ('<mask id="a"/><use href="#a"/>', Fault.LINK),
        ('<path id="a" d="M0 0"/><path id="a" d="M1 1"/><use href="#a"/>', Fault.DAMAGED),
        ('<path filter="url(#a)" d="M0 0"/>', Fault.EFFECT),
        ('<path marker-mid="url(#a)" d="M0 0"/>', Fault.EFFECT),
        ('<path mask="url(https://example.org/#a)" d="M0 0"/>', Fault.LINK),
        ('<path data-x="url(https://example.org/#a)" d="M0 0"/>', Fault.LINK),
    ],
)  # fmt: skip
def test_what_is_taken_from_elsewhere_ends_and_is_little(inside: str, fault: Fault) -> None:
    with pytest.raises(BadPicture) as refused:
        cleaned(drawn(inside))
    assert refused.value.fault is fault


def test_a_name_that_stands_twice_does_no_harm_where_nothing_is_taken_from_it() -> None:
    assert b"id=" not in cleaned(
        drawn('<path id="a" d="M0 0"/><path id="a" marker-end="none" filter="none" d="M1 1"/>')
    )


@pytest.mark.parametrize(
    "inside",
    [
        pytest.param("<style>" + "a" * 290_000 + "</style>", id="no-rule"),
        pytest.param("<style>" + "a" + "/* " * 95_000 + "</style>", id="comments-without-end"),
        pytest.param("<style>" + "g," * 130_000 + "g{}</style>" + "<g/>" * 4900, id="rules"),
        pytest.param("<style>" + "g," * 4900 + "g{}</style>" + "<g/>" * 4900, id="rules-for-each"),
        pytest.param(
            "<style>" + ".a.b{}" * 4900 + f'</style><g class="a {"b " * 90_000}"/>' + '<g class="a"/>' * 40,
            id="classes",
        ),
        pytest.param("<style>g{" + "a:b;" * 65_000 + "}</style>" + "<g/>" * 4900, id="said-of-each"),
    ],
)
def test_a_short_sheet_cannot_become_hours(inside: str) -> None:
    """Each took minutes to hours while nothing else was answered; what is refused in time here is all that is told."""
    with pytest.raises(BadPicture) as refused:
        cleaned(drawn(inside))
    assert refused.value.fault is Fault.STYLE


def patterned(deep: int, way: str) -> str:
    """Patterns of patterns, each inherited by eight shapes of the one before."""
    shapes = "".join(f'<rect x="{x}" width="1" height="2"/>' for x in range(8))
    drawn_with = {
        "fill": '<g fill="url(#p{n})">{shapes}</g>',
        "stroke": '<g stroke="url(#p{n})">{shapes}</g>',
        "use": '<defs><g id="g{n}">{shapes}</g></defs><use href="#g{n}" fill="url(#p{n})"/>',
    }[way]
    each = (f'<pattern id="p{n}">{drawn_with.format(n=n + 1, shapes=shapes)}</pattern>' for n in range(deep))
    return f'<defs>{"".join(each)}<pattern id="p{deep}"/></defs><rect width="9" height="9" fill="url(#p0)"/>'


@pytest.mark.parametrize("way", ["fill", "stroke", "use"])
def test_a_pattern_counts_for_each_shape_that_inherits_it(way: str) -> None:
    cleaned(drawn(patterned(2, way)))
    with pytest.raises(BadPicture) as refused:
        cleaned(drawn(patterned(6, way)))
    assert refused.value.fault is Fault.TOO_MANY_SHAPES


@pytest.mark.parametrize(
    "size",
    ['viewBox="0 0 1e-40 1e-40"', 'viewBox="0 0 0.000000001 9"', 'width="1e-400" height="1"', 'width="1e400"', 'width="-1"'],
)  # fmt: skip
def test_a_picture_of_next_to_nothing_is_refused(size: str) -> None:
    """At the first typst ends the process."""
    with pytest.raises(BadPicture) as refused:
        cleaned(f'<svg xmlns="http://www.w3.org/2000/svg" {size}><rect width="5" height="5"/></svg>'.encode())
    assert refused.value.fault is Fault.DAMAGED
