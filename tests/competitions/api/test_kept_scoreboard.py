"""The published scoreboard: written once, sent many times, and never with what was taken back."""

import gzip
import json
from typing import Any
from uuid import uuid4

import pytest
from tests.competitions.consents.test_publicity import EVERYTHING, published
from tests.competitions.playing import V1, Play

from client import consents

HTML = {"accept": "text/html", "accept-language": "en", "accept-encoding": "identity"}


async def test_who_has_the_scoreboard_is_told_so_until_somebody_takes_their_name_back(play: Play) -> None:
    subject = await published(play, EVERYTHING)
    page, api = (f"{start}/championships/{play.championship}/scoreboard" for start in ("", V1))
    skill = f"{api}/skills/{play.skill}"
    first = {path: await play.http.get(path, headers=HTML) for path in (page, api, skill)}
    assert [first[skill].json()] == first[api].json()["skills"]
    for path, answer in first.items():
        again = await play.http.get(path, headers={**HTML, "if-none-match": answer.headers["etag"]})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", answer.headers["etag"])
        assert "Дельтин" in answer.text
        assert "Accept-Encoding" in answer.headers["vary"]
        assert "max-age" not in answer.headers["cache-control"]
        packed = await compressed(play, path)
        assert packed == answer.content
    await each_reader_gets_their_own(play, page, first[page])
    await consents.withdraw(play.organiser, play.registrations["Дельтин"], subject, "publication")
    for path, answer in first.items():
        after = await play.http.get(path, headers={**HTML, "if-none-match": answer.headers["etag"]})
        assert after.status_code == 200
        assert "Дельтин" not in after.text
    for path in (api, skill):
        assert json.loads(await compressed(play, path)) == (await play.http.get(path)).json()
    elsewhere = await play.http.get(f"{api}/skills/{uuid4()}")
    assert (elsewhere.status_code, elsewhere.json()["type"].rpartition("/")[2]) == (404, "unknown")


async def test_where_there_are_many_skills_the_results_of_each_are_opened_by_themselves(
    play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    await published(play, EVERYTHING)
    page = f"/championships/{play.championship}/scoreboard"
    unfolded = (await play.http.get(page, headers={**HTML, **play.anna()})).text
    monkeypatch.setattr("competitions.pages.scoreboard.FOLDED_FROM", 1)
    folded = (await play.http.get(page, headers={**HTML, **play.anna()})).text
    assert (unfolded.count("<details>"), folded.count("<details>")) == (1, 2)
    summary, _, rest = folded.partition("<details>")[2].partition("</summary>")
    assert "4 results" in summary
    assert "Дельтин" in rest.partition("</details>")[0]


async def each_reader_gets_their_own(play: Play, page: str, english: Any) -> None:
    """In their language, and who is signed in the page that says so."""
    russian = await play.http.get(page, headers={**HTML, "accept-language": "ru"})
    assert (english.headers["content-language"], russian.headers["content-language"]) == ("en", "ru")
    assert english.headers["etag"] != russian.headers["etag"]
    own = await play.http.get(page, headers={**HTML, **play.anna(), "if-none-match": english.headers["etag"]})
    assert (own.status_code, own.headers["cache-control"], "/sign-out" in own.text) == (200, "no-store", True)
    assert "/sign-out" not in (await play.http.get(page, headers=HTML)).text


async def compressed(play: Play, path: str) -> bytes:
    asked = {**HTML, "accept-encoding": "gzip, br;q=0"}
    async with play.http.stream("GET", path, headers=asked) as answer:
        assert answer.headers["content-encoding"] == "gzip"
        return gzip.decompress(b"".join([part async for part in answer.aiter_raw()]))
