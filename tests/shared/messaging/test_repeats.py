import json
import subprocess
import sys

import pytest

from shared.observability.repeats import Repeats


def test_what_happens_again_is_told_once_a_minute_with_its_number(monkeypatch: pytest.MonkeyPatch) -> None:
    moment = 100.0
    monkeypatch.setattr("time.monotonic", lambda: moment)
    repeats = Repeats(60)
    assert [repeats.times("kafka") for _ in range(4)] == [1, 0, 0, 0]
    assert repeats.times("mongodb") == 1
    moment = 159.0
    assert repeats.times("kafka") == 0
    moment = 160.0
    assert [repeats.times("kafka") for _ in range(2)] == [5, 0]


def test_aiokafkas_lines_are_told_once_a_minute_and_all_others_as_they_come() -> None:
    code = """
import logging, time
from shared.observability.telemetry import configure
configure('test', 'INFO', None)
for number in range(5):
    logging.getLogger('aiokafka.conn').error('cannot reach %s', number)
    logging.getLogger('pymongo').error('pool')
later = time.monotonic() + 61
time.monotonic = lambda: later
logging.getLogger('aiokafka.cluster').warning('no metadata')
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    told = [json.loads(line)["event"] for line in done.stdout.splitlines()]
    assert told == ["cannot reach 0", *["pool"] * 5, "no metadata (5 times since the last line)"]
