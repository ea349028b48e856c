"""Somebody without an account sends whatever there is to every operation of the three APIs."""

import pytest
from tests.fuzz.operations import Operation, attack, operations
from tests.fuzz.services import Running, documents


@pytest.mark.parametrize("operation", list(operations(documents())), ids=lambda one: one.label)
def test_a_visitor_is_answered_as_the_document_says(operation: Operation, services: Running) -> None:
    attack(operation, services.origins[operation.service])
