"""What people read in the terminal: no make's errors, no classes' names, what is missing and how to go on."""

import os
import pty
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from shutil import copy

import httpx2
import pytest

from client.reasons import reason
from localstack.failures import FAILURES
from localstack.folders import CHECKOUT

UNTIL_CTRL_C = """#!/bin/sh
trap 'while [ ! -e {0}/may-end ]; do sleep 0.02; done; echo stopped; exit 130' INT
echo up
while :; do sleep 0.02; done
"""
FAILING = "#!/bin/sh\necho up\nexit 3\n"


@pytest.fixture
def fake(tmp_path: Path) -> Path:
    """Stands in for the folder of Python, so that the Makefile's own lines run and nothing else."""
    (tmp_path / "python").touch(mode=0o755)
    return tmp_path / "python"


def typed(target: str, fake: Path, *, ctrl_c: bool) -> tuple[str, int]:
    """What the terminal shows after `make TARGET`, with Ctrl-C once it is up, and make's exit status."""
    command = ["make", "-o", "var/.setup", target, f"BIN={fake.parent}"]
    make, terminal = pty.fork()
    if make == 0:
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # It is ignored where the tests themselves run in the background.
        os.chdir(CHECKOUT)
        os.execvp(command[0], command)  # noqa: S606 - no shell is meant
    shown = b""
    while b"up" not in shown:
        shown += os.read(terminal, 1000)
    if ctrl_c:
        shell = int(Path(f"/proc/{make}/task/{make}/children").read_text().split()[0])
        until(lambda: catches_ctrl_c(shell))  # It waits for its child.
        os.write(terminal, b"\x03")
        until(lambda: not catches_ctrl_c(make))  # It has taken the key, as it has long before our parts have stopped.
        (fake.parent / "may-end").touch()
    try:
        while more := os.read(terminal, 1000):
            shown += more
    except OSError:  # the terminal is closed
        pass
    os.close(terminal)
    return shown.decode(), os.waitstatus_to_exitcode(os.waitpid(make, 0)[1])


def catches_ctrl_c(pid: int) -> bool:
    status = dict(line.split(":\t") for line in Path(f"/proc/{pid}/status").read_text().splitlines() if ":\t" in line)
    return bool(int(status["SigCgt"], 16) & 1 << signal.SIGINT - 1)


def until(happened: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 30
    while not happened():
        assert time.monotonic() < deadline
        time.sleep(0.01)


@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
@pytest.mark.parametrize("target", ["demo", "stack"])
def test_ctrl_c_ends_without_an_error_of_makes(fake: Path, target: str) -> None:
    fake.write_text(UNTIL_CTRL_C.format(fake.parent))
    shown, _ = typed(target, fake, ctrl_c=True)
    assert "stopped" in shown
    assert "make:" not in shown
    assert "Error" not in shown


@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
@pytest.mark.parametrize("target", ["demo", "stack"])
def test_a_failure_stays_one(fake: Path, target: str) -> None:
    fake.write_text(FAILING)
    _, status = typed(target, fake, ctrl_c=False)
    assert status != 0


def test_setting_up_says_how_much_disk_it_needs() -> None:
    told = subprocess.run(
        ["make", "-nB", "var/tools/.uv"], cwd=CHECKOUT, capture_output=True, text=True, check=True
    ).stdout
    assert told.index("2 GB") < told.index("venv")


def test_the_check_of_an_installation_names_the_command_that_is_missing(tmp_path: Path) -> None:
    (tmp_path / "deploy").mkdir()
    script = copy(CHECKOUT / "deploy" / "smoke", tmp_path / "deploy")
    answer = subprocess.run([script], capture_output=True, text=True, check=False)
    assert answer.returncode == 1
    assert "make setup" in answer.stderr
    assert str(tmp_path) in answer.stderr


@pytest.mark.parametrize(
    "error",
    [
        httpx2.ReadTimeout("", request=httpx2.Request("GET", "http://localhost:8080/x")),
        httpx2.ConnectError("All connection attempts failed"),
        Exception(),
        *(failure.__new__(failure, "port 1 is taken") for failure in FAILURES),
    ],
)
def test_a_reason_is_a_sentence_and_no_class(error: Exception) -> None:
    told = reason(error)
    assert " " in told
    assert type(error).__name__ not in told


def test_what_does_not_answer_is_named() -> None:
    timeout = httpx2.ReadTimeout("", request=httpx2.Request("GET", "http://localhost:8080/x"))
    assert reason(timeout) == "http://localhost:8080/x does not answer: the time is over"
