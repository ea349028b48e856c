"""What a line of each file of a package looks like (JSON Schema)."""

from typing import Final

from competitions.domain.history.canonical import Plain

HASH: Final[Plain] = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
PERSON: Final[Plain] = {"type": "string", "pattern": "^[0-9a-f]{32}$"}
TEXT: Final[Plain] = {"type": "string"}
WHOLE: Final[Plain] = {"type": "integer"}
MAYBE_TEXT: Final[Plain] = {"type": ["string", "null"]}
BOTH: Final[Plain] = {"type": "object", "required": ["ru", "en"]}


def _line(**properties: Plain) -> dict[str, Plain]:
    return {
        "type": "object",
        "properties": properties,
        "required": sorted(properties),
        "additionalProperties": False,
    }


SIGNED: Final[Plain] = {
    "type": ["object", "null"],
    "properties": {"by": PERSON, "at": TEXT, "head": {"type": ["string", "null"]}},
}
RECORD: Final[Plain] = {
    "type": "object",
    "properties": {"before": {"type": ["string", "null"]}, "record": {"type": "object", "required": ["id", "kind"]}},
    "required": ["before", "record"],
}
SCHEMAS: Final = {
    "championship": _line(
        form={"const": "skillproof/package/1"},
        id=TEXT,
        name=BOTH,
        ruleset=TEXT,
        starts_on=TEXT,
        ends_on=TEXT,
        exported_at=TEXT,
    ),
    "skills": _line(id=TEXT, number=TEXT, name=BOTH, head=HASH, signed=SIGNED, published={"type": ["object", "null"]}),
    "sheets": _line(
        id=TEXT,
        skill=TEXT,
        sub_criterion=TEXT,
        competitor=PERSON,
        counts={"type": "boolean"},
        confirmed_by=WHOLE,
        records={"type": "array", "items": RECORD},
        head=HASH,
        signed=SIGNED,
    ),
    "results": _line(
        skill=TEXT,
        competitor=PERSON,
        total=TEXT,
        scale_score={"type": ["integer", "null"]},
        place=WHOLE,
        medal=MAYBE_TEXT,
        category=MAYBE_TEXT,
        awards={"type": "array", "items": TEXT},
    ),
    "people": _line(person=PERSON, name=MAYBE_TEXT),
    "texts": _line(record=TEXT, salt=HASH, texts={"type": "object"}),
    "sums": _line(file=TEXT, sha256=HASH),
}
