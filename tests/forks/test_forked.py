"""A copied process is what one that was started from nothing is."""

import os
import signal
from pathlib import Path

from tests.forks.forked import Forked, ended
from tests.settings import environment, settings_of
from tests.waiting import until

from localstack import ports
from notifications.settings import Settings


async def test_it_is_a_child_of_ours_in_a_session_of_its_own_and_ends_when_it_is_killed() -> None:
    (port,) = ports.free(1)
    process = Forked(["notifications", "worker"], environment(settings_of(Settings, worker_port=port)))
    assert of_whom(process.pid)[0] == os.getpid()
    await until(lambda: of_whom(process.pid)[1] == process.pid)
    process.kill()
    assert process.wait(timeout=60) == -signal.SIGKILL


def of_whom(pid: int) -> tuple[int, int]:
    """Its parent and its session."""
    _, parent, _, session, *_ = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()
    return int(parent), int(session)


def test_a_command_ends_with_its_code_and_what_it_says() -> None:
    code, out, err = ended(["notifications", "outbox", "--help"], os.environ)
    assert (code, err) == (0, "")
    assert "python -m notifications outbox" in out


def test_it_knows_what_it_is_given_and_nothing_of_our_environment() -> None:
    code, out, _ = ended(["timeit", "-n1", "-r1", "-s", "import os; print(sorted(os.environ))"], {"GIVEN": "this"})
    assert code == 0
    assert out.startswith("['GIVEN']\n")
