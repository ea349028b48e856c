"""People of every role, and nobody, send whatever there is to every operation of the three APIs."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from http import HTTPStatus
from typing import Final

import pytest
from tests.fuzz.answering import unanswered
from tests.fuzz.operations import EXAMPLES, FULL, NOBODY, Attack, Headers, Operation, operations
from tests.fuzz.services import Running
from tests.fuzz.world import World
from tests.unwired import documents

from shared.identity.principal import Role

OPERATIONS: Final = sorted(operations(documents()), key=lambda one: one.destroys)
UNREACHED: Final[Mapping[str, str]] = {
    "competitions POST /api/competitions/v1/packages": "takes a championship that is in no database of this run",
    "competitions POST /api/competitions/v1/packages/{package_id}/arrival": "brings in such a one",
}
"""Operations that are answered to nobody here, each with why. What is reached after all goes out of it."""
FEW: Final = 100
"""So many requests may miss what an operation needs."""
NO_ROLE: Final = "visitor"
LIKELY: Final = {
    "competitions": [Role.ORGANISER, Role.EXPERT],
    "certificates": [Role.OFFICER, Role.COMPETITOR],
    "notifications": [Role.COMPETITOR, Role.ORGANISER],
}
"""Who may do most with a service: every second one of few requests is theirs."""
SENDERS: Final = [[NO_ROLE], *([role] for role in Role)] if FULL else [[*Role, NO_ROLE]]


@pytest.fixture(scope="session")
def answered() -> dict[str, Counter[int]]:
    """How often with which status, by operation."""
    counted: defaultdict[str, Counter[int]] = defaultdict(Counter)
    return counted


async def test_what_a_world_knows_as_answered_is_answered_to_somebody(world: World) -> None:
    assert world.known.whole
    assert await unanswered(world) == {}


@pytest.mark.parametrize("roles", SENDERS, ids=lambda roles: roles[0] if FULL else "everybody")
@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda one: one.label)
def test_everybody_is_answered_as_the_document_says(
    operation: Operation, roles: list[str], services: Running, world: World, answered: dict[str, Counter[int]]
) -> None:
    senders: dict[str, list[Headers]] = {NO_ROLE: [NOBODY], **world.senders()}
    asking = roles if FULL else LIKELY[operation.service] * 2 + roles
    asked_by = [sender for role in asking for sender in senders[role]]
    origin, sent = services.origins[operation.service], answered[operation.label]
    Attack(operation, origin, asked_by, world.known, sent).run()


def test_operations_are_reached(answered: dict[str, Counter[int]]) -> None:
    """What answers 404 to everything is not tried at all. Some requests reach most operations, many reach all."""
    for label, statuses in answered.items():
        print(label, dict(sorted(statuses.items())))
    lacking = [label for label, statuses in answered.items() if min(statuses) >= HTTPStatus.BAD_REQUEST]
    if FULL and EXAMPLES > FEW:
        assert sorted(lacking) == sorted(answered.keys() & UNREACHED.keys())
    else:
        assert len(lacking) <= len(answered) / 2, lacking
