import json
import subprocess
import sys
from typing import Any

import pytest
from opentelemetry import propagate

from shared.observability.telemetry import current_traceparent, request_trace

CALLER = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
TRACE = CALLER.split("-")[1]


def _trace() -> str:
    return (current_traceparent() or "--").split("-")[1]


def test_a_request_has_ids_of_its_own() -> None:
    seen = set()
    for _ in range(3):
        with request_trace(None):
            seen.add(_trace())
    assert len(seen) == 3
    assert {len(one) for one in seen} == {32}
    assert current_traceparent() is None


@pytest.mark.parametrize("given", [CALLER, CALLER.replace("-01", "-00")])
def test_a_request_goes_on_with_the_trace_of_who_sent_it(given: str) -> None:
    with request_trace(given):
        assert _trace() == TRACE


@pytest.mark.parametrize("given", [None, CALLER, CALLER.replace("-01", "-00")])
def test_an_event_carries_the_trace_as_the_standard_has_it(given: str | None) -> None:
    with request_trace(given):
        carried: dict[str, str] = {}
        propagate.inject(carried)
        assert current_traceparent() == carried["traceparent"]


@pytest.mark.parametrize("given", ["", "nonsense", "00-00000000000000000000000000000000-b7ad6b7169203331-01"])
def test_what_is_no_trace_is_replaced(given: str) -> None:
    with request_trace(given):
        assert _trace() not in {"", TRACE, "0" * 32}


def test_ids_inside_of_another_trace_are_left_alone() -> None:
    with request_trace(CALLER), request_trace(None):
        assert _trace() == TRACE


def _lines(code: str) -> list[dict[str, Any]]:
    """What a process logs that is set up as the services are."""
    program = f"from shared.observability.telemetry import *\nconfigure('test', 'INFO', None)\n{code}"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_an_event_is_logged_under_the_trace_in_which_it_was_made() -> None:
    [line] = _lines(f"with continued({CALLER!r}, 'handle'): log.info('handled', type='thing')")
    assert (line["event"], line["type"], line["trace_id"]) == ("handled", "thing", TRACE)


def test_work_that_nobody_asked_for_has_a_trace_of_its_own() -> None:
    first, second = _lines("for _ in range(2):\n    with continued(None, 'publish'): log.info('published')")
    assert len({first["trace_id"], second["trace_id"]}) == 2


def test_a_failure_is_told_without_its_words() -> None:
    code = "try: raise ValueError('Иван')\nexcept ValueError as e: log.error('unexpected', exc_info=e)"
    [line] = _lines(code)
    assert line["failure"][0] == "ValueError"
    assert "Иван" not in json.dumps(line, ensure_ascii=False)
