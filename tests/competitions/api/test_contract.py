"""Whatever is sent that fits the API's document, the answer is in the document too, and never a fault of ours."""

import asyncio
from collections.abc import Mapping
from typing import Any

import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from tests.competitions.playing import V1, Play

GENTLE = settings(
    max_examples=12,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
    derandomize=True,
    database=None,
)


WORKBOOKS = {
    ("put", f"{V1}/skills/{{skill_id}}/marking-scheme"),
    ("post", f"{V1}/championships/{{championship_id}}/skills/import"),
    ("post", f"{V1}/championships/{{championship_id}}/imports"),
}
"""They take bytes, which tests of their own damage."""


def try_everything(
    document: Mapping[str, Any], origin: str, headers: Mapping[str, str], known: Mapping[str, str]
) -> int:
    """Sends generated requests to every operation, half of them at things that are there. Returns how many."""
    sent = 0
    for found in schemathesis.openapi.from_dict(dict(document)).get_all_operations():
        assert isinstance(found, Ok)
        operation = found.ok()
        if (operation.method, operation.path) in WORKBOOKS:
            continue

        @GENTLE
        @given(operation.as_strategy(), st.booleans())
        def attempt(case: Any, aims: bool) -> None:
            nonlocal sent
            if aims and case.path_parameters:
                case.path_parameters.update({k: v for k, v in known.items() if k in case.path_parameters})
            case.call_and_validate(base_url=origin, headers=headers, checks=[not_a_server_error])
            sent += 1

        attempt()
    return sent


async def test_generated_requests_never_meet_a_fault_of_ours(play: Play, api: FastAPI, socket: str) -> None:
    await play.gather()
    known = {
        "championship_id": play.championship,
        "skill_id": play.skill,
        "sheet_id": await play.sheet("Бетин", "A1"),
        "registration_id": play.registrations["Бетин"],
        "code": "A1.01",
    }
    both = play.issuer.bearer("one", "organiser", "expert", organisation="region-47")
    sent = await asyncio.to_thread(try_everything, api.openapi(), f"http://{socket}", both, known)
    assert sent > 200
