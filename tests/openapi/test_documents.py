"""What each service says of its API can be read by people and programs."""

from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from tests.unwired import documents

DOCUMENTS = documents()
OPERATIONS = [
    pytest.param(document, operation, id=f"{method.upper()} {path}")
    for document in DOCUMENTS.values()
    for path, methods in document["paths"].items()
    for method, operation in methods.items()
]


def shown(operation: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The forms of JSON bodies: of the request and of the answers, refusals as well."""
    bodies = [operation.get("requestBody", {}), *operation["responses"].values()]
    for body in bodies:
        for media_type, form in body.get("content", {}).items():
            if media_type.endswith("json"):
                yield media_type, form


@pytest.mark.parametrize(("_document", "operation"), OPERATIONS)
def test_an_operation_says_what_it_does(_document: dict[str, Any], operation: dict[str, Any]) -> None:
    assert operation["summary"]
    assert operation["description"], "what a summary cannot say"


@pytest.mark.parametrize(("_document", "operation"), OPERATIONS)
def test_each_refusal_stands_under_its_own_status_and_is_a_problem(
    _document: dict[str, Any], operation: dict[str, Any]
) -> None:
    refused = {status: answer for status, answer in operation["responses"].items() if not status.startswith(("2", "3"))}
    assert all(status.isdecimal() for status in refused)
    assert {tuple(answer["content"]) for answer in refused.values()} == {("application/problem+json",)}
    assert all(answer["description"] for answer in refused.values())


@pytest.mark.parametrize(("document", "operation"), OPERATIONS)
def test_examples_fit_their_schemas(document: dict[str, Any], operation: dict[str, Any]) -> None:
    for media_type, form in shown(operation):
        examples = (
            [form["example"]] if "example" in form else [one["value"] for one in form.get("examples", {}).values()]
        )
        examples += form.get("schema", {}).get("examples", [])
        assert examples, media_type
        schema = {**form.get("schema", {}), "components": document["components"]}
        for example in examples:
            assert list(Draft202012Validator(schema).iter_errors(example)) == []


@pytest.mark.parametrize("document", DOCUMENTS.values(), ids=DOCUMENTS)
def test_names_in_a_generated_program_are_its_own(document: dict[str, Any]) -> None:
    names = [operation["operationId"] for methods in document["paths"].values() for operation in methods.values()]
    assert len(names) == len(set(names))
    assert all(name.isidentifier() for name in names)
    assert [name for name in document["components"]["schemas"] if "__" in name] == [], "two schemas of one name"
