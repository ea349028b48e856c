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


TEXTS: Final[Plain] = {"type": "array", "items": TEXT}
MAYBE_PERSON: Final[Plain] = {"type": ["string", "null"], "pattern": "^[0-9a-f]{32}$"}
TEAM: Final = _line(members={"type": "array", "items": PERSON}, mentor=MAYBE_PERSON, number=WHOLE)
PUBLISHED: Final = _line(
    head=HASH,
    status={"enum": ["unofficial", "official"]},
    revision=WHOLE,
    at=TEXT,
    corrections=WHOLE,
    rules={"type": "object", "required": ["scale_policy", "medal_policy"]},
    awards={"type": "array", "items": {"type": "object", "required": ["code"]}},
    groups={"type": "array", "items": {"type": "object", "required": ["starters"]}},
)
SIGNATURE: Final = _line(by=PERSON, at=TEXT, head=MAYBE_TEXT)
SIGNED: Final[Plain] = {"anyOf": [SIGNATURE, {"type": "null"}]}
SIGNATURES: Final[Plain] = {"type": "array", "items": SIGNATURE}
TAKEN_BACK: Final = _line(signed=SIGNATURE, at=TEXT, by=MAYBE_PERSON, opened=MAYBE_TEXT)
OPENED: Final = _line(id=TEXT, aspects=TEXTS, by=PERSON, at=TEXT, promise=HASH, taken_back=SIGNATURES)
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
        organisation=TEXT,
        held_by={"anyOf": [BOTH, {"type": "null"}]},
        ruleset=TEXT,
        scale_policy=TEXT,
        medal_policy=TEXT,
        time_zone=TEXT,
        published_at=MAYBE_TEXT,
        starts_on=TEXT,
        ends_on=TEXT,
        exported_at=TEXT,
    ),
    "skills": _line(
        id=TEXT,
        number=TEXT,
        name=BOTH,
        head=HASH,
        signed=SIGNED,
        taken_back={"type": "array", "items": TAKEN_BACK},
        published={"anyOf": [PUBLISHED, {"type": "null"}]},
        team_size=WHOLE,
        categories=TEXTS,
    ),
    "schemes": _line(skill=TEXT, id=TEXT, scheme={"type": "object", "required": ["criteria"]}),
    "starters": _line(skill=TEXT, competitor=PERSON, registration=TEXT, member=TEXT, category=MAYBE_TEXT),
    "sheets": _line(
        id=TEXT,
        skill=TEXT,
        sub_criterion=TEXT,
        competitor=PERSON,
        registration=TEXT,
        member=TEXT,
        counts={"type": "boolean"},
        confirmed_by=WHOLE,
        records={"type": "array", "items": RECORD},
        head=HASH,
        signed=SIGNATURES,
        opened={"type": "array", "items": OPENED},
    ),
    "results": _line(
        id=TEXT,
        skill=TEXT,
        competitor=PERSON,
        total=TEXT,
        scale_score={"type": ["integer", "null"]},
        place=WHOLE,
        medal=MAYBE_TEXT,
        category=MAYBE_TEXT,
        awards=TEXTS,
        has_prize={"type": "boolean"},
        team={"anyOf": [TEAM, {"type": "null"}]},
    ),
    "standings": _line(member=TEXT, spellings=TEXTS, place=WHOLE, points=WHOLE),
    "people": _line(person=PERSON, subject=TEXT, name=MAYBE_TEXT),
    "texts": _line(record=TEXT, salt=HASH, texts={"type": "object"}),
    "sums": _line(file=TEXT, sha256=HASH),
}
