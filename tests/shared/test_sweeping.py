"""One of many that cannot be done holds up no other, and is told without anybody's words."""

from uuid import UUID

import pytest
from structlog.testing import capture_logs

from shared.errors import Stale
from shared.process.sweeping import by_itself

PRIVATE = "Вымыслов"


class Busy(Exception):
    """As a domain says that somebody else is at it."""


def test_the_others_go_on_whatever_is_wrong_with_one() -> None:
    done, wrong = [], {1: ValueError(PRIVATE), 2: Stale(), 3: Busy()}
    with capture_logs() as told:
        for number in range(5):
            with by_itself("trial", UUID(int=number), Busy):
                if error := wrong.get(number):
                    raise error
                done.append(number)
    assert done == [0, 4]
    assert [(one["log_level"], one["id"][-1]) for one in told] == [("error", "1"), ("info", "2"), ("info", "3")]


def test_who_is_asked_to_end_ends() -> None:
    with pytest.raises(KeyboardInterrupt), by_itself("trial", UUID(int=1)):
        raise KeyboardInterrupt
