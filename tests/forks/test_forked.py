"""A copied process is what one that was started from nothing is."""

import os
import signal
from pathlib import Path

from tests.forks.forked import Forked, ended
from tests.settings import environment, settings_of

from localstack import ports
from notifications.settings import Settings


def test_it_is_a_child_of_ours_in_a_session_of_its_own_and_ends_when_it_is_killed() -> None:
    (port,) = ports.free(1)
    process = Forked(["notifications", "worker"], environment(settings_of(Settings, worker_port=port)))
    told = Path(f"/proc/{process.pid}/stat").read_text("utf-8").rpartition(")")[2].split()
    assert int(told[1]) == os.getpid()
    process.kill()
    assert process.wait(timeout=60) == -signal.SIGKILL


def test_a_command_ends_with_its_code_and_what_it_says() -> None:
    code, out, err = ended(["notifications", "outbox", "--help"], os.environ)
    assert (code, err) == (0, "")
    assert "python -m notifications outbox" in out


def test_it_knows_the_settings_that_it_is_given_and_no_others() -> None:
    code, _, err = ended(["notifications", "outbox", "list"], {"PATH": os.environ["PATH"]})
    assert code == 1
    assert "mongo_url" in err
    code, _, err = ended(["notifications", "outbox", "send"], environment(settings_of(Settings)))
    assert code == 2
    assert "mongo_url" not in err
