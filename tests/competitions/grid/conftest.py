"""A sub-criterion as experts mark it in one evening, and its grid in a real Chromium."""

from collections.abc import Awaitable, Callable

import pytest
from tests.competitions.grid.marking import Evening
from tests.competitions.pages.conftest import open_page
from tests.competitions.playing import Play

__all__ = ["open_page"]


@pytest.fixture
def evening(play: Play) -> Callable[[int], Awaitable[Evening]]:
    """`await evening(10)`: so many competitors who are not marked yet."""

    async def begin(competitors: int) -> Evening:
        made = Evening(play)
        await made.begin(competitors)
        return made

    return begin
