from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from tests.competitions.consents.calendar import Calendar
from tests.competitions.needs.asking import Asking
from tests.competitions.playing import Play


@pytest.fixture
def asking(api: FastAPI, play: Play) -> Iterator[Asking]:
    """With a clock that the test moves."""
    wired = play.app
    yield Asking(Calendar(api, play))
    api.state.app = play.app = wired
