"""What an address asks of a list, what a form says to a model, and that a search stands in no address that can be read."""

from uuid import UUID, uuid4

import pytest
from starlette.datastructures import QueryParams
from tests.settings import settings_of

from shared.settings import ServiceSettings
from shared.web.forms import Mistyped, body_of, field_of, read, typed_of
from shared.web.lists.listing import Asked, Shape, asked, listed
from shared.web.lists.searching import opened_search, sealed_search
from shared.web.schemas import In, Line, TextIn, Whole

SHAPE = Shape("/things", ("name", "-size"), {"state": ("open", "closed"), "room": ("a", "b")})
ROWS = [(UUID(int=number), f"thing {number:03}") for number in range(1, 121)]


def of(query: str) -> Asked:
    return asked(SHAPE, QueryParams(query))


def test_an_address_has_one_form() -> None:
    same = [of("room=b&state=closed&state=open&size=50&sort=name"), of("state=open&state=closed&room=b")]
    assert {one.address() for one in same} == {"/things?state=open&state=closed&room=b"}
    assert of("").address() == "/things"
    assert of("sort=-size&q=%20two%20%20words").address() == "/things?q=two+words&sort=-size"
    assert of("state=open").address("/things.xlsx") == "/things.xlsx?state=open"


def test_what_makes_no_sense_counts_as_not_said_but_for_filters() -> None:
    assert of("sort=evil&size=7&after=nobody").address() == "/things"
    unknown = of("state=open&state=everything")
    assert unknown.unknown == ("everything",)
    found = listed(unknown, ROWS, key=lambda row: row[1], id=lambda row: row[0], matches=lambda _: True)
    assert (found.rows, found.total, found.every) == ([], 0, 120), "never a wider list"


def test_filters_are_taken_away_one_by_one() -> None:
    both = of("state=open&state=closed&room=a&after=" + str(uuid4()))
    assert both.without("state", "open") == "/things?state=closed&room=a"
    assert both.without("room", "a") == "/things?state=open&state=closed"
    assert both.has("state", "open")
    assert not both.has("room", "b")


def test_sorting_turns_round() -> None:
    assert of("").sorted_by("name") == "/things?sort=-name"
    assert of("sort=-name").sorted_by("name") == "/things"
    assert (of("").direction("name"), of("sort=-size").direction("size"), of("").direction("size")) == (
        "ascending",
        "descending",
        None,
    )


def test_pages_follow_one_another_without_gaps() -> None:
    query = "size=50"
    seen: list[tuple[UUID, str]] = []
    for _ in range(3):
        part = listed(of(query), ROWS, key=lambda row: row[1], id=lambda row: row[0], matches=lambda _: True)
        seen += part.rows
        query = f"size=50&after={part.after}"
    assert seen == ROWS
    assert part.after is None
    gone = listed(of(f"after={uuid4()}"), ROWS, key=lambda row: row[1], id=lambda row: row[0], matches=lambda _: True)
    assert gone.rows == ROWS[:50], "a place that is gone is the beginning"


class Body(In):
    name: TextIn
    size: Whole | None = None
    lines: tuple[Line, ...] = ()


def test_a_form_says_what_a_program_would_send() -> None:
    typed = {
        "name-ru": "Да",
        "name-en": "Yes",
        "size": "12",
        "lines-1": "b",
        "lines-0": "a",
        "lines-2": " ",
        "go": "on",
    }
    body = body_of(typed, Body.model_fields, {"size"})
    assert body == {"name": {"ru": "Да", "en": "Yes"}, "size": 12, "lines": ["a", "b"]}
    assert typed_of(body) == {"name-ru": "Да", "name-en": "Yes", "size": "12", "lines-0": "a", "lines-1": "b"}
    assert read(Body, body).lines == ("a", "b")


@pytest.mark.parametrize(
    "sent", [{"name": "x"}, {"name-ru": "x", "name": "y"}, {"name-": "x"}, {"size": "many"}, {"name-ru-x": "1"}]
)
def test_whatever_a_form_sends_is_refused_at_its_fields(sent: dict[str, str]) -> None:
    with pytest.raises(Mistyped) as refused:
        read(Body, body_of(sent, Body.model_fields, {"size"}))
    assert refused.value.faults


def test_a_place_is_a_field() -> None:
    assert [field_of(where) for where in ("/name/ru", "/lines/0", "workbook")] == ["name-ru", "lines-0", "workbook"]


def test_a_search_is_read_by_its_own_account_alone() -> None:
    settings = settings_of(ServiceSettings)
    found = sealed_search(settings, "Щёткина 2009", "anna")
    assert "%" not in found
    assert opened_search(settings, found, "anna") == "Щёткина 2009"
    assert opened_search(settings, found, "boris") is None
    assert opened_search(settings, found[:-3] + "abc", "anna") is None
    assert opened_search(settings, "", "anna") is None
