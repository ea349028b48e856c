"""Where a key of a TOML file stands."""

import tomllib
from collections.abc import Iterator
from importlib import resources
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from competitions.rulesets.lines import Path, line_of, lines

TRICKY = '''# a = 1
a = "[b] # no comment"
b.c = 1 # = 2
"d.e" = 1
'f "g"'."\\u0068" = """
[no.table]
x = "y" \\"""
"""""
i = \'\'\'
'no' = key\'\'\'
j = [ # first
  1, "],",
  { k = 2, l.m = [3] },
  [[4], []],
]
n = { o = "}", "p q" = { r = 1 } }
s = 1979-05-27 07:32:00
[t]
u = ''
[t."v.w"]
x = 1
[[y]]
z = 1
[y.aa]
bb = 1
[[y]]

[[y.cc]]
dd = -1.5e3
[[y.cc]]
dd = 2
[ ee . ff ]
gg = true'''
EXPECTED: dict[Path, int] = {
    ("a",): 2,
    ("b",): 3,
    ("b", "c"): 3,
    ("d.e",): 4,
    ('f "g"', "h"): 5,
    ("i",): 9,
    ("j",): 11,
    ("j", 0): 12,
    ("j", 1): 12,
    ("j", 2, "k"): 13,
    ("j", 2, "l", "m", 0): 13,
    ("j", 3, 0, 0): 14,
    ("j", 3, 1): 14,
    ("n", "o"): 16,
    ("n", "p q", "r"): 16,
    ("s",): 17,
    ("t",): 18,
    ("t", "u"): 19,
    ("t", "v.w"): 20,
    ("t", "v.w", "x"): 21,
    ("y", 0, "z"): 23,
    ("y", 0, "aa"): 24,
    ("y", 0, "aa", "bb"): 25,
    ("y", 1): 26,
    ("y", 1, "cc", 0, "dd"): 29,
    ("y", 1, "cc", 1): 30,
    ("ee", "ff", "gg"): 33,
}


def paths(value: Any, path: Path = ()) -> Iterator[Path]:
    """Of all that `tomllib` reads."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in inside:
        yield (*path, key)
        yield from paths(inner, (*path, key))


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_each_key_is_found_on_its_line(end: str) -> None:
    found = lines(TRICKY.replace("\n", end))
    assert {path: found.get(path) for path in EXPECTED} == EXPECTED
    assert found.keys() == set(paths(tomllib.loads(TRICKY))), "no more and no fewer than the file has"


def test_the_files_of_the_package_are_known_in_full() -> None:
    for file in resources.files("competitions.rulesets").iterdir():
        if file.name.endswith(".toml"):
            text = file.read_text("utf-8")
            assert lines(text).keys() == set(paths(tomllib.loads(text)))


def test_what_is_missing_is_shown_where_its_table_begins() -> None:
    found = lines(TRICKY)
    assert line_of(("y", 1, "cc", 0, "name", "ru"), found) == found["y", 1, "cc", 0] == 28
    assert line_of(("nowhere", "at", "all"), found) == 1


TEXTS = st.text(st.sampled_from("ab\"'\\#[]{}=,.\n "), max_size=6)
QUOTED = st.one_of(
    TEXTS.map(lambda text: '"' + "".join(f"\\u{ord(one):04x}" if one in '"\\\n' else one for one in text) + '"'),
    TEXTS.filter(lambda text: not {"'", "\n"} & set(text)).map(lambda text: f"'{text}'"),
    TEXTS.map(lambda text: '"""' + text.replace("\\", "\\\\").replace('"', '\\"') + '"""'),
    TEXTS.filter(lambda text: "'" not in text).map(lambda text: f"'''{text}'''"),
)
SCALARS = QUOTED | st.sampled_from(["1", "-2.5", "true", "1979-05-27 07:32:00"])
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda each: "[\n" + ",# ]\n".join(each) + "]")
        | st.lists(inner, max_size=3).map(
            lambda each: "{" + ", ".join(f"k{n} = {one}" for n, one in enumerate(each)) + "}"
        )
    ),
    max_leaves=6,
)
TOPS = ("a0 = ", '"b.1".c = ', "\n[t2]\nd = ", "\n[[e]]\nf = ", "[e.g]\nh = ", "\n[[e]] # e\ni.j = ")


@settings(deadline=None)
@given(st.lists(VALUES, min_size=len(TOPS), max_size=len(TOPS)))
def test_whatever_the_values_are_the_keys_after_them_are_found(values: list[str]) -> None:
    text = "".join(f"{top}{value} # end\n" for top, value in zip(TOPS, values, strict=True))
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError:  # an inline table with a line end in it
        return
    found = lines(text)
    assert found.keys() == set(paths(data))
    rows = text.split("\n")
    assert "i.j" in rows[found["e", 1, "i", "j"] - 1]
    assert "[e.g]" in rows[found["e", 0, "g"] - 1]
