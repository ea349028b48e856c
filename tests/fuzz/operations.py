"""Generated requests: whatever is sent, the answer is one that the API's document has, and never a fault of ours."""

import os
import random
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import requests
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
from tests.fuzz.known import Filling, Known

from client.championships import XLSX

FULL: Final = os.environ.get("FUZZ") == "1"
EXAMPLES: Final = int(os.environ.get("EXAMPLES") or (150 if FULL else 6))
"""Requests to an operation; in the full run from the people of each role, which makes a thousand an operation."""
SEED: Final = int(os.environ.get("SEED") or (random.SystemRandom().randrange(10**6) if FULL else 0))
"""The same in each test run, another one in each fuzzing."""
CHECKS: Final = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
FEW_BYTES: Final = 4096

Headers = Mapping[str, str]
NOBODY: Final[Headers] = {}


@schemathesis.serializer(XLSX, "application/zip")
def file(_context: Any, value: Any) -> bytes:
    """Whatever was generated, as bytes that say they are a workbook, or a package."""
    return value if isinstance(value, bytes) else str(value).encode(errors="surrogatepass")


@dataclass(frozen=True, slots=True)
class Operation:
    service: str
    described: Any
    """schemathesis's own."""

    @property
    def label(self) -> str:
        return f"{self.service} {self.described.method.upper()} {self.described.path}"

    @property
    def destroys(self) -> bool:
        return str(self.described.method).upper() == "DELETE"


def operations(documents: Mapping[str, dict[str, Any]]) -> Iterator[Operation]:
    for service, document in documents.items():
        for found in schemathesis.openapi.from_dict(document).get_all_operations():
            assert isinstance(found, Ok)
            yield Operation(service, found.ok())


class Listening(requests.Session):
    """Hears the beginning of a stream that has no end, and everything else whole."""

    def send(self, request: requests.PreparedRequest, **given: Any) -> requests.Response:
        response = super().send(request, **{**given, "stream": True})
        if response.headers.get("content-type", "").startswith("text/event-stream"):
            response._content = next(response.iter_content(FEW_BYTES), b"")
            response.close()
        return response


@dataclass(frozen=True, slots=True)
class Attack:
    """EXAMPLES requests to one operation, those that fit its document and those that do not.

    `senders`: each request is from one of them. `known`: what there is to ask about.
    """

    operation: Operation
    origin: str
    senders: list[Headers] = field(default_factory=lambda: [NOBODY])
    known: Known = field(default_factory=Known)
    answered: Counter[int] = field(default_factory=Counter)
    """How often with which status."""

    def run(self) -> None:
        print(f"SEED={SEED} ({self.operation.label})")
        with Listening() as session:
            self._attempts(session)()

    def _attempts(self, session: requests.Session) -> Callable[[], None]:
        @seed(SEED)
        @settings(
            max_examples=EXAMPLES,
            deadline=None,
            phases=[Phase.generate, Phase.shrink],
            suppress_health_check=list(HealthCheck),
            database=None,
        )
        @given(self._requests(), st.sampled_from(self.senders), st.sampled_from(self._forms()))
        def attempt(case: Any, sender: Headers, form: str) -> None:
            headers = {**sender, "Accept": form}
            response = case.call(base_url=self.origin, session=session, headers=headers, timeout=60)
            self.answered[response.status_code] += 1
            case.validate_response(response, checks=CHECKS)

        return attempt

    def _forms(self) -> list[str]:
        """What may be asked for. Pages refuse by pages, to who asks for pages: those are not the document's."""
        answers = self.operation.described.definition.raw["responses"]
        told = {form for status, answer in answers.items() if status < "3" for form in answer.get("content", {})}
        return ["*/*", *sorted(told - {"text/html"}), "video/mp4"]

    def _requests(self) -> st.SearchStrategy[Any]:
        described = self.operation.described
        fitting = described.as_strategy(generation_mode=GenerationMode.POSITIVE)
        unfit = described.as_strategy(generation_mode=GenerationMode.NEGATIVE)

        @st.composite
        def filled(draw: Any, generated: st.SearchStrategy[Any]) -> Any:
            case = draw(generated)
            Filling(self.known, draw).fill(case)
            return case

        # What does not fit is refused early: it needs fewer tries, and no world.
        return st.one_of(filled(fitting), filled(fitting), unfit)
