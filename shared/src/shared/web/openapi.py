"""The OpenAPI document tells refusals as they are sent: problem+json, also where FastAPI would tell its own form."""

from collections.abc import Callable
from typing import Any, Final

from fastapi import FastAPI

from shared.web.problems import MEDIA_TYPE, Problem

REF: Final = {"$ref": "#/components/schemas/Problem"}
THEIRS: Final = ("HTTPValidationError", "ValidationError")
DEFAULTS: Final = {
    "422": "The request is not as it should be",
    "503": "A part of the system does not answer",
}


def tell_problems(app: FastAPI) -> None:
    """Replaces `app.openapi` by one that tells every refusal as a Problem."""
    made: Callable[[], dict[str, Any]] = app.openapi

    def openapi() -> dict[str, Any]:
        document = app.openapi_schema or _told(made())
        app.openapi_schema = document
        return document

    app.openapi = openapi  # type: ignore[method-assign] # FastAPI's documented way


def _told(document: dict[str, Any]) -> dict[str, Any]:
    schemas = document.setdefault("components", {}).setdefault("schemas", {})
    for name in THEIRS:
        schemas.pop(name, None)
    definitions = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    schemas.update(definitions.pop("$defs"))
    schemas["Problem"] = definitions
    for path in document.get("paths", {}).values():
        for operation in path.values():
            _tell(operation["responses"])
    return document


def _tell(responses: dict[str, Any]) -> None:
    for status, meaning in DEFAULTS.items():
        responses.setdefault(status, {"description": meaning})
    responses["422"].setdefault("description", DEFAULTS["422"])
    for status, response in responses.items():
        if status.startswith(("4", "5")):
            response["content"] = {MEDIA_TYPE: {"schema": REF}}
