from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from tests.competitions.consents.calendar import Calendar
from tests.competitions.playing import Play


@pytest.fixture
def calendar(api: FastAPI, play: Play) -> Iterator[Calendar]:
    """The service's clock, which the test moves."""
    wired = play.app
    yield Calendar(api, play)
    api.state.app = play.app = wired
