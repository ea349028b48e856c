"""The demo ends cleanly however it is asked to, and says what is in its way."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.system.leftovers import left_behind, until_nothing_is_left

from localstack import ports


def test_a_taken_port_is_named_with_its_holder(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind((ports.LOOPBACK, 0))
        taken.listen()
        port = taken.getsockname()[1]
        command = [sys.executable, "-m", "demo", "--once", "--port", str(port), "--folder", str(tmp_path)]
        answer = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert answer.returncode == 1
    assert answer.stderr.startswith(f"port {port} is taken by")
    assert f"(pid {os.getpid()})" in answer.stderr
    assert left_behind(tmp_path) == []


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_no_process_is_left_when_the_stack_is_asked_to_end(tmp_path: Path, number: signal.Signals) -> None:
    with _stack(tmp_path) as process:
        assert process.stdout
        line = next(one for one in process.stdout if "is ready" in one)
        assert line
        assert left_behind(tmp_path) != []
        process.send_signal(number)
        process.wait(timeout=60)
    until_nothing_is_left(tmp_path)


@contextmanager
def _stack(folder: Path) -> Iterator["subprocess.Popen[str]"]:
    command = [sys.executable, "-u", "-m", "localstack", "--port", str(ports.three_in_a_row()), "--folder", str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()
