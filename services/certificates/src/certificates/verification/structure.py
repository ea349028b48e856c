"""What a verifiable credential must be built like (W3C Verifiable Credentials Data Model 2.0, section 4; Data Integrity 1.0, 2.1).

Pure, and cheap: it looks at the outermost members alone, so it comes before any JSON-LD is processed.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

BASE_CONTEXT: Final = "https://www.w3.org/ns/credentials/v2"
TYPE: Final = "VerifiableCredential"
MOST: Final = 64
"""Contexts, types, subjects or other members of one list: far more than anybody writes."""
_LONGEST: Final = 2048
_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20\x7f-\x9f<>\"{}|\\^`\ud800-\udfff]+")
_STAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,12})?(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)", re.ASCII)
_TYPED = ("credentialStatus", "credentialSchema", "refreshService", "termsOfUse", "evidence")
_NEED_ID = {"credentialSchema"}


class Malformed(ValueError):
    """It breaks a rule. `where`: the member, as a JSON pointer."""

    def __init__(self, where: str) -> None:
        super().__init__(where)
        self.where = where


@dataclass(frozen=True, slots=True)
class Term:
    """When a credential is good by its own words. What it does not say is None."""

    valid_from: datetime | None
    valid_until: datetime | None
    created: datetime | None
    """When the proof was made."""
    expires: datetime | None
    """When the proof ends."""

    @property
    def start(self) -> datetime | None:
        return max(filter(None, (self.valid_from, self.created)), default=None)

    @property
    def end(self) -> datetime | None:
        return min(filter(None, (self.valid_until, self.expires)), default=None)


def checked(credential: Mapping[str, Any]) -> Term:
    """The term of a well-formed credential with one proof or several. Raises Malformed."""
    _check_contexts(credential.get("@context"))
    _check_types(credential.get("type"))
    if "id" in credential:
        _check_url(credential["id"], "/id")
    _check_issuer(credential.get("issuer"))
    _check_subjects(credential.get("credentialSubject"))
    for name in _TYPED:
        if name in credential:
            _check_typed(credential[name], name)
    start, end = _moment(credential, "validFrom", ""), _moment(credential, "validUntil", "")
    if start and end and end < start:
        raise Malformed("/validUntil")
    proofs = [_proof_term(proof, where) for proof, where in _each(credential.get("proof"), "/proof")]
    created = max(filter(None, (made for made, _ in proofs)), default=None)
    expires = min(filter(None, (ended for _, ended in proofs)), default=None)
    return Term(start, end, created, expires)


def moment(text: Any) -> datetime | None:
    """An XML Schema dateTimeStamp: a time with its zone. None for anything else."""
    if not isinstance(text, str) or not _STAMP.fullmatch(text):
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _check_contexts(value: Any) -> None:
    """An ordered set that begins with the base context; further ones are addresses or objects."""
    if not isinstance(value, list) or not 0 < len(value) <= MOST or value[0] != BASE_CONTEXT:
        raise Malformed("/@context")
    addresses = [each for each in value if isinstance(each, str)]
    if len(set(addresses)) < len(addresses):
        raise Malformed("/@context")
    for at, each in enumerate(value):
        if not isinstance(each, Mapping):
            _check_url(each, f"/@context/{at}")


def _check_types(value: Any) -> None:
    types = value if isinstance(value, list) else [value]
    if len(types) > MOST or not all(isinstance(each, str) and each for each in types) or TYPE not in types:
        raise Malformed("/type")


def _check_issuer(value: Any) -> None:
    if isinstance(value, Mapping):
        _check_url(value.get("id"), "/issuer/id")
    else:
        _check_url(value, "/issuer")


def _check_subjects(value: Any) -> None:
    """At least one, and each with something to say."""
    for subject, where in _each(value, "/credentialSubject"):
        if not subject:
            raise Malformed(where)
        if "id" in subject:
            _check_url(subject["id"], f"{where}/id")


def _check_typed(value: Any, name: str) -> None:
    for each, where in _each(value, f"/{name}"):
        kinds = each.get("type")
        kinds = kinds if isinstance(kinds, list) else [kinds]
        if not kinds or not all(isinstance(kind, str) and kind for kind in kinds):
            raise Malformed(f"{where}/type")
        if "id" in each or name in _NEED_ID:
            _check_url(each.get("id"), f"{where}/id")


def _proof_term(proof: Mapping[str, Any], where: str) -> tuple[datetime | None, datetime | None]:
    created, expires = _moment(proof, "created", where), _moment(proof, "expires", where)
    if created and expires and expires < created:
        raise Malformed(f"{where}/expires")
    for name in ("id", "verificationMethod"):
        if name in proof:
            _check_url(proof[name], f"{where}/{name}")
    return created, expires


def _each(value: Any, where: str) -> Iterator[tuple[Mapping[str, Any], str]]:
    """The objects of a member that is one object or a list of some, each with its place."""
    if isinstance(value, Mapping):
        return iter([(value, where)])
    if not isinstance(value, Sequence) or isinstance(value, str) or not 0 < len(value) <= MOST:
        raise Malformed(where)
    places = [(each, f"{where}/{at}") for at, each in enumerate(value)]
    for each, place in places:
        if not isinstance(each, Mapping):
            raise Malformed(place)
    return iter(places)


def _check_url(value: Any, where: str) -> None:
    if not isinstance(value, str) or len(value) > _LONGEST or not _URL.fullmatch(value):
        raise Malformed(where)


def _moment(members: Mapping[str, Any], name: str, where: str) -> datetime | None:
    if name not in members:
        return None
    found = moment(members[name])
    if found is None:
        raise Malformed(f"{where}/{name}")
    return found
