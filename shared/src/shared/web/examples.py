"""Examples of requests and answers, made of their schemas: what a reader of the OpenAPI document can copy and send."""

from collections.abc import Mapping
from typing import Any, Final

BY_FORMAT: Final[Mapping[str, str]] = {
    "uuid": "6f1a2e3c-6c0e-4d0e-9d57-0f5c0d3a7b11",
    "date": "2026-11-22",
    "date-time": "2026-11-22T14:05:00Z",
    "email": "maria@example.org",
    "uri": "https://skills.example/",
}
BY_NAME: Final[Mapping[str, str]] = {
    "ru": "Столярное дело",
    "en": "Joinery",
    "member": "Ленинградская область",
    "organisation": "region-47",
    "family_name": "Примерова",
    "given_name": "Мария",
    "patronymic": "Тестовна",
    "email": "maria@example.org",
    "account": "maria",
    "number": "01",
    "code": "A1.02",
    "sub_criterion": "A1",
    "text_sha256": "0f" * 32,
    "reason": "Прочитана не та строка.",
    "total": "87.50",
    "mark": "0.50",
    "maximum": "1.00",
    "prefix": "47",
    "url": "https://skills.example/certificates/6f1a2e3c-6c0e-4d0e-9d57-0f5c0d3a7b11",
}
"""What fields of these names hold in every service."""
BY_TYPE: Final[Mapping[str, Any]] = {"integer": 1, "number": 0.5, "boolean": True, "null": None}
DEEPEST: Final = 24
Schema = Mapping[str, Any]


def example_of(schema: Schema, components: Mapping[str, Schema], name: str = "", depth: int = 0) -> Any:
    """A value that fits the schema: its own example where it has one, else one by its format, its name and its type."""
    for given in ("example", "const", "default"):
        if schema.get(given) is not None:
            return schema[given]
    if schema.get("examples"):
        return schema["examples"][0]
    if "$ref" in schema:
        return example_of(components[schema["$ref"].rpartition("/")[2]], components, name, depth + 1)
    if schema.get("enum"):
        return schema["enum"][0]
    for several in ("anyOf", "oneOf", "allOf"):
        if several in schema:
            return example_of(_first_said(schema[several]), components, name, depth + 1)
    return _of_type(schema, components, name, depth)


def _first_said(schemas: list[Schema]) -> Schema:
    return next((one for one in schemas if one.get("type") != "null"), schemas[0])


def _of_type(schema: Schema, components: Mapping[str, Schema], name: str, depth: int) -> Any:
    match schema.get("type"):
        case "object" | None if depth < DEEPEST:
            return _object(schema, components, depth)
        case "array":
            return _array(schema, components, name, depth)
        case "integer" | "number":
            return schema.get("minimum", BY_TYPE[schema["type"]])
        case "string":
            return _string(schema, name)
        case kind:
            return BY_TYPE.get(kind or "", {})


def _object(schema: Schema, components: Mapping[str, Schema], depth: int) -> dict[str, Any]:
    properties: Mapping[str, Schema] = schema.get("properties", {})
    made = {key: example_of(one, components, key, depth + 1) for key, one in properties.items()}
    more = schema.get("additionalProperties")
    if not made and isinstance(more, Mapping) and more:
        keys = schema.get("propertyNames", {})
        key = example_of(keys, components, "code", depth + 1) if keys else BY_NAME["code"]
        made[str(key)] = example_of(more, components, "", depth + 1)
    return made


def _array(schema: Schema, components: Mapping[str, Schema], name: str, depth: int) -> list[Any]:
    if "prefixItems" in schema:
        return [example_of(one, components, name, depth + 1) for one in schema["prefixItems"]]
    number = max(1, schema.get("minItems", 1))
    return [example_of(schema.get("items", {}), components, name, depth + 1) for _ in range(number)]


def _string(schema: Schema, name: str) -> str:
    if schema.get("format") in BY_FORMAT:
        return BY_FORMAT[schema["format"]]
    if schema.get("pattern") and name not in BY_NAME:
        return "1"
    text: str = BY_NAME.get(name, "текст")
    return text[: schema.get("maxLength")]
