"""An officer looks through the register on a page."""

from datetime import timedelta
from typing import Any

from tests.certificates.playing import API, Play
from tests.certificates.test_issuing_pages import headers

HOME = "/issuers/region-47/register"


async def found(play: Play, **asked: Any) -> list[str]:
    """The last digits of the numbers on the page, in their order."""
    answer = await play.http.get(HOME, params=asked, headers=headers(play))
    assert answer.status_code == 200
    return [part[:6] for part in answer.text.split('<span class="nowrap">47-2026-')[1:]]


async def test_it_is_looked_through_by_all_that_stands_in_it(play: Play) -> None:
    await play.issuer()
    first, second = [await play.certificate(family_name=name) for name in ("Ёлкина", "Сосновский")]
    await play.http.post(f"{API}/certificates/{second}/suspension", json={"reason": "Повод."}, headers=play.officer)
    await play.certificate(family_name="Пихтов")
    day = play.app.day(play.app.now())
    assert await found(play) == ["000003", "000002", "000001"]
    assert await found(play, state="suspended") == ["000002"]
    assert await found(play, number="47-2026-000001") == await found(play, number="1") == ["000001"]
    assert await found(play, achievement="gold", **{"from": day}) == ["000003", "000002", "000001"]
    assert await found(play, achievement="other") == await found(play, to=day - timedelta(days=1)) == []
    assert await found(play, year=day.year - 1) == []
    assert await found(play, below=3) == ["000002", "000001"]
    assert await found(play, year="?") == ["000003", "000002", "000001"]
    for nonsense in (
        {"state": "?"},
        {"number": "47-2026-00001x"},
        {"number": "50-2026-000001"},
        {"from": "?"},
        {"to": "9999-12-31"},
    ):
        assert await found(play, **nonsense) == [], "more than was asked for would be acted upon"
    page = (await play.http.get(HOME, headers=headers(play))).text
    assert f'href="/certificates/{first}"' in page


async def test_a_name_is_found_in_any_case_and_stands_in_no_address(play: Play) -> None:
    await play.issuer()
    await play.certificate(family_name="Ёлкина")
    await play.certificate(family_name="Сосновский")
    by = headers(play)
    answer = await play.http.post(f"{HOME}/search", data={"text": "  сосн ", "year": "2026"}, headers=by)
    address = answer.headers["location"]
    assert "%D1" not in address
    assert "Сосновский" in (page := (await play.http.get(address, headers=by)).text)
    assert "Ёлкина" not in page
    assert 'value="сосн"' in page, "what was looked for is still there to be read"
    other = play.bearer("vera-2", "officer", organisation="region-47")
    assert "Сосновский" not in (await play.http.get(address, headers={**other, "accept": "text/html"})).text
    dotted = await play.http.post(f"{HOME}/search", data={"text": ".*", "year": "2026"}, headers=by)
    assert "Сосновский" not in (await play.http.get(dotted.headers["location"], headers=by)).text
