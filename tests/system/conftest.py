from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from tests.system.playing import Show, show


@pytest.fixture
async def a_show(tmp_path: Path) -> AsyncIterator[Show]:
    """The whole stack, with nothing played on it yet."""
    async with show(tmp_path) as made:
        yield made
