"""What everybody sees of a certificate's holder: what was allowed for its championship, item by item, and to the last day."""

import re
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from tests.awards import PARTICIPATION
from tests.certificates.asking import read, told
from tests.certificates.playing import HELD, Play, person, public

NAME, INITIALS = "Ёлкина Снежана Морозовна", "Ё. С. М."
SCORE = "743"
AS_A_WORD = re.compile(rf"(?<![\w-]){SCORE}(?![\w-])")
"""Three digits stand in many an id."""
EVERYTHING = ("name", "organisation", "place", "score", "photo")


async def page_of(play: Play, id_: UUID, headers: dict[str, str] | None = None) -> str:
    answer = await play.http.get(f"/certificates/{id_}", headers={**(headers or {}), "accept": "text/html"})
    assert answer.status_code == 200
    return answer.text.partition("<main")[2]


def has_score(html: str) -> bool:
    return AS_A_WORD.search(re.sub("<[^>]*>", " ", html)) is not None


async def is_open(play: Play, id_: UUID) -> bool:
    """Whether everybody gets the documents."""
    statuses = {
        (await play.http.get(f"/certificates/{id_}?format={form}")).status_code for form in ("vc", "svg", "png")
    }
    assert len(statuses) == 1
    return statuses == {200}


@pytest.mark.parametrize(
    ("items", "named", "scored", "is_public"),
    [
        ((), False, False, False),
        (("organisation", "photo"), False, False, False),
        (("name",), False, False, False),  # beside the medal the name would tell the place
        (("place",), False, False, False),
        (("name", "place"), True, False, False),  # the documents carry the score
        (("score",), False, True, False),
        (("name", "score"), False, True, False),
        (("name", "place", "score"), True, True, True),
        (EVERYTHING, True, True, True),
    ],
)
async def test_a_medal_shows_what_was_allowed_and_nothing_else(
    play: Play, items: tuple[str, ...], named: bool, scored: bool, is_public: bool
) -> None:
    await play.issuer()
    id_ = await play.certificate(publicity=public(*items))
    shown = await page_of(play, id_)
    assert (NAME in shown, INITIALS in shown) == (named, not named)
    assert has_score(shown) is scored
    assert await is_open(play, id_) is is_public
    stored = await play.app.certificates.get(id_)
    for way in ({"number": str(stored.number)}, {"short_id": stored.short_id}):
        facts = (await told(play, **way))["facts"]
        assert facts["name"] == (NAME if named else INITIALS)
        assert facts["points"] == (int(SCORE) if scored else None)
    everything = await page_of(play, id_, play.officer)
    assert NAME in everything
    assert has_score(everything)


async def test_taking_part_tells_no_place_and_carries_no_score(play: Play) -> None:
    await play.issuer()
    id_ = await play.certificate(PARTICIPATION, publicity=public("name"))
    assert NAME in await page_of(play, id_)
    assert await is_open(play, id_)


async def test_what_another_championship_may_show_opens_nothing_here(play: Play) -> None:
    await play.issuer()
    other = public(*EVERYTHING, championship=UUID(int=2))
    id_ = await play.certificate(publicity=(*other, *public("score")))
    shown = await page_of(play, id_)
    assert NAME not in shown
    assert has_score(shown)
    assert (await play.app.certificates.get(id_)).context.championship_id == HELD


async def test_after_the_last_day_it_is_as_taken_back(play: Play) -> None:
    await play.issuer()
    today = play.app.day(play.app.now())
    lasting = await play.certificate(publicity=public(*EVERYTHING, until=today))
    over = await play.certificate(publicity=public(*EVERYTHING, until=today - timedelta(days=1)))
    assert NAME in await page_of(play, lasting)
    assert NAME not in await page_of(play, over)
    assert not has_score(await page_of(play, over))
    assert not await is_open(play, over)


async def test_a_name_that_is_taken_back_is_gone_from_everything_at_once(play: Play) -> None:
    """Nothing that was asked for before answers for it: neither a page, a document with its tag, a verification nor the catalogue."""
    await play.issuer()
    subject = uuid4()
    id_ = await play.certificate(subject_id=subject, publicity=public(*EVERYTHING))
    number = (await read(play, id_))["registration_number"]
    address = f"/certificates/{id_}"
    document = await play.http.get(f"{address}?format=vc")
    html = await play.http.get(address, headers={"accept": "text/html"})
    assert NAME in document.text
    assert "public" not in html.headers["cache-control"]
    assert "max-age" not in html.headers["cache-control"]
    assert "Снежана" not in (await play.http.get("/v/catalogue/1")).text
    assert (await told(play, number=number))["facts"]["name"] == NAME

    await play.know(person(subject, version=2, publicity=public()))
    tags = {"if-none-match": document.headers["etag"]}
    assert (await play.http.get(f"{address}?format=vc", headers=tags)).status_code == 401
    again = await play.http.get(address, headers={"accept": "text/html", "if-none-match": html.headers.get("etag", "")})
    assert again.status_code == 200
    assert NAME not in again.text
    assert not has_score(again.text.partition("<main")[2])
    assert (await told(play, number=number))["facts"] | {"name": INITIALS, "points": None} == (
        await told(play, number=number)
    )["facts"]
    assert "Снежана" not in (await play.http.get("/v/catalogue/1")).text


async def test_an_older_yes_that_arrives_late_shows_nothing_again(play: Play) -> None:
    await play.issuer()
    subject = uuid4()
    id_ = await play.certificate(subject_id=subject, version=3, publicity=public())
    await play.know(person(subject, version=2, publicity=public(*EVERYTHING)))
    assert NAME not in await page_of(play, id_)
