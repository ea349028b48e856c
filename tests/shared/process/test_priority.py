"""A worker gives way, and takes nobody else with it."""

import subprocess
import sys

import pytest

from shared.process.priority import AUTOGROUP

GIVES_WAY = """
import os
from shared.process.priority import AUTOGROUP, give_way
give_way(5)
print(os.getpriority(os.PRIO_PROCESS, 0), AUTOGROUP.read_text().split()[-1] if AUTOGROUP.exists() else None)
"""
STARTS_ONE = f"""
import subprocess, sys
subprocess.run([sys.executable, "-c", {GIVES_WAY!r}], check=True)
"""


def _in_a_session_of_its_own(code: str) -> list[str]:
    command = [sys.executable, "-c", code]
    return subprocess.run(command, start_new_session=True, check=True, capture_output=True, text=True).stdout.split()


def test_it_gives_way_to_other_processes() -> None:
    assert _in_a_session_of_its_own(GIVES_WAY)[0] == "5"


@pytest.mark.skipif(not AUTOGROUP.exists(), reason="sessions are no groups here")
def test_where_sessions_share_the_processors_its_session_gives_way() -> None:
    assert _in_a_session_of_its_own(GIVES_WAY) == ["5", "5"]


@pytest.mark.skipif(not AUTOGROUP.exists(), reason="sessions are no groups here")
def test_the_session_of_whoever_started_it_does_not() -> None:
    assert _in_a_session_of_its_own(STARTS_ONE) == ["5", "0"]
