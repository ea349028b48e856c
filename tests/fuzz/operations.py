"""Generated requests: whatever is sent, the answer is one that the API's document has, and never a fault of ours."""

import os
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from client.championships import XLSX

FULL: Final = os.environ.get("FUZZ") == "1"
EXAMPLES: Final = 1_000 if FULL else 6
SEED: Final = int(os.environ.get("SEED") or (random.SystemRandom().randrange(10**6) if FULL else 0))
"""The same in each test run, another one in each fuzzing."""
CHECKS: Final = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]


@schemathesis.serializer(XLSX)
def workbook(_context: Any, value: Any) -> bytes:
    """Whatever was generated, as bytes that say they are a workbook."""
    return value if isinstance(value, bytes) else str(value).encode(errors="surrogatepass")


@dataclass(frozen=True, slots=True)
class Operation:
    service: str
    described: Any
    """schemathesis's own."""

    @property
    def label(self) -> str:
        return f"{self.service} {self.described.method.upper()} {self.described.path}"


def operations(documents: Mapping[str, dict[str, Any]]) -> Iterator[Operation]:
    for service, document in documents.items():
        for found in schemathesis.openapi.from_dict(document).get_all_operations():
            assert isinstance(found, Ok)
            yield Operation(service, found.ok())


def attack(operation: Operation, origin: str, headers: Mapping[str, str] | None = None) -> None:
    """Sends EXAMPLES requests, those that fit the document and those that do not."""
    print(f"SEED={SEED} ({operation.label})")
    fitting = operation.described.as_strategy(generation_mode=GenerationMode.POSITIVE)
    unfit = operation.described.as_strategy(generation_mode=GenerationMode.NEGATIVE)

    @seed(SEED)
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
        database=None,
    )
    @given(st.one_of(fitting, unfit))
    def attempt(case: Any) -> None:
        case.call_and_validate(base_url=origin, headers=dict(headers or {}), checks=CHECKS, timeout=60)

    attempt()
