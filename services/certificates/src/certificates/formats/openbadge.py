"""Open Badges 3.0 credentials of one achievement, signed fast: JSON-LD is processed once, then values are put in."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from operator import attrgetter
from typing import Any
from uuid import UUID

from certificates.domain.achievement import Achievement
from certificates.domain.context import Context
from certificates.domain.issuer import Issuer
from certificates.domain.particulars import HUNDRED, NO_SCALE, Score
from certificates.domain.wording import Module
from certificates.formats import data_integrity
from certificates.formats.data_integrity import Proof, Signer
from certificates.formats.described import EVIDENCE, RESULTS, Described, Part
from certificates.formats.did import did_of
from certificates.formats.jsonld import contexts
from certificates.formats.jsonld.compiled import Compiled
from shared.text import unquoted

PURPOSE = "revocation"
"""The one purpose that Open Badges' JSON Schema has room for: its bit is set while a certificate is out of force (decision 0019)."""
CONTEXTS = [contexts.CREDENTIALS, contexts.OPEN_BADGES]
_MEMBERS = {
    "@context",
    "id",
    "type",
    "issuer",
    "validFrom",
    "validUntil",
    "awardedDate",
    "name",
    "credentialSubject",
    "credentialStatus",
    "evidence",
    "proof",
}
_OF_SUBJECT = {
    "id",
    "type",
    "name",
    "licenseNumber",
    "role",
    "activityStartDate",
    "activityEndDate",
    "achievement",
    "result",
}


@dataclass(frozen=True, slots=True)
class Values:
    """What differs between the certificates of one achievement. Texts as they stand in the credential; empty ones do not."""

    id: str
    subject_id: str
    name: str
    registration_number: str
    list: str
    index: str
    valid_from: str
    valid_until: str = ""
    awarded: str = ""
    role: str = ""
    total: str = ""
    points: str = ""
    result: str = ""
    hours: str = ""
    level: str = ""
    basis: str = ""
    evidence: str = ""
    marks: tuple[str, ...] = ()
    """In the modules that have one, in their order."""


_NAMES = tuple(name for name in Values.__slots__ if name != "marks")
_ALL = attrgetter(*_NAMES)
_OPTIONAL = ("valid_until", "awarded", "role", *RESULTS, *EVIDENCE)


@dataclass(frozen=True, slots=True)
class Shape:
    """What the credentials of one template have in common beside achievement and occasion."""

    language: str = "ru"
    """`ru`, `en` or `both`."""
    scale: str = NO_SCALE
    out_of: str = HUNDRED
    has: frozenset[str] = frozenset()
    """Which of the values that may be left out they have."""
    parts: tuple[Part, ...] = ()
    """The modules that they tell."""

    @classmethod
    def of(cls, values: Values, language: str, score: Score | None, modules: Sequence[Module] = ()) -> "Shape":
        """`modules`: those whose marks the values have."""
        has = frozenset(name for name in _OPTIONAL if getattr(values, name))
        parts = tuple(Part.of(one) for one in modules)
        return cls(language, score.scale if score else NO_SCALE, score.out_of if score else HUNDRED, has, parts)


@dataclass(frozen=True, slots=True)
class Profile:
    """The issuer as it stands in credentials: its `did:web`, name, and addresses below the public origin."""

    origin: str
    organisation: str
    did: str
    name: str

    @classmethod
    def of(cls, issuer: Issuer, origin: str) -> "Profile":
        return cls(origin, issuer.organisation, did_of(origin, issuer.organisation), issuer.name.ru)


class Template:
    """The credentials of one achievement by one issuer, earned at one occasion."""

    def __init__(self, profile: Profile, achievement: Achievement, context: Context, shape: Shape) -> None:
        self._profile = profile
        self._shape = shape
        self._results = tuple(name for name in RESULTS if name in shape.has)
        score = Score("0", None, shape.scale, shape.out_of)
        self._marked = tuple(place for place, one in enumerate(shape.parts, 1) if one.is_marked)
        self._described = Described(achievement, context, shape.language, score, self._results, shape.parts)
        self._earned = self._described.achievement()
        unused = set(_OPTIONAL) - shape.has
        names = [name for name in _NAMES if name not in unused]
        self._compiled = Compiled(self.build, [*names, *map(_mark, range(len(self._marked)))])

    def sign(self, values: Values, signer: Signer, at: datetime) -> dict[str, Any]:
        """The signed credential. Raises BadValue for text that not every reader would understand alike."""
        texts = _texts(values)
        return signer.sign(self.build(texts), self._compiled.canonical(texts), at)

    def verify(self, credential: Mapping[str, Any], proof: Proof, values: Values, public: bytes) -> bool:
        """Whether the credential is exactly what these values make, and `proof` (which is its own) is the key's signature of it.

        Nothing of the credential is interpreted: it is compared with the one built from the values. Raises BadProof, BadValue.
        """
        texts = _texts(values)
        built = self.build(texts)
        if not proof.is_plain or {**built, "proof": credential.get("proof")} != credential:
            return False
        return data_integrity.verify(credential, proof, public, self._compiled.canonical(texts))

    def build(self, values: Mapping[str, str]) -> dict[str, Any]:
        """The credential without a proof."""
        origin, organisation = self._profile.origin, self._profile.organisation
        return {
            "@context": CONTEXTS,
            "id": f"{origin}/certificates/{values['id']}",
            "type": ["VerifiableCredential", "OpenBadgeCredential"],
            "issuer": {
                "id": self._profile.did,
                "type": ["Profile"],
                "name": self._profile.name,
                "url": f"{origin}/issuers/{organisation}",
            },
            "validFrom": values["valid_from"],
            **self._dates(values),
            "name": self._described.name,
            "credentialSubject": self._subject(values),
            **self._evidence(values),
            "credentialStatus": self._status(values),
        }

    def _dates(self, values: Mapping[str, str]) -> dict[str, str]:
        dates = {"validUntil": "valid_until", "awardedDate": "awarded"}
        return {member: values[name] for member, name in dates.items() if name in self._shape.has}

    def _evidence(self, values: Mapping[str, str]) -> dict[str, Any]:
        said = [self._described.evidence(name, values[name]) for name in EVIDENCE if name in self._shape.has]
        return {"evidence": said} if said else {}

    def _subject(self, values: Mapping[str, str]) -> dict[str, Any]:
        subject: dict[str, Any] = {
            "id": f"urn:uuid:{values['subject_id']}",
            "type": ["AchievementSubject"],
            "name": values["name"],
            "licenseNumber": values["registration_number"],
            **self._described.period(),
            "achievement": self._earned,
        }
        if "role" in self._shape.has:
            subject["role"] = values["role"]
        results = [(self._described.result_id(name), values[name]) for name in self._results]
        results += [(self._described.part_id(at), values[_mark(nth)]) for nth, at in enumerate(self._marked)]
        if not results:
            return subject
        return {
            **subject,
            "result": [{"type": ["Result"], "resultDescription": which, "value": value} for which, value in results],
        }

    def _status(self, values: Mapping[str, str]) -> dict[str, str]:
        address = status_list_address(self._profile.origin, self._profile.organisation, values["list"])
        return {
            "id": f"{address}#{values['index']}",
            "type": "BitstringStatusListEntry",
            "statusPurpose": PURPOSE,
            "statusListIndex": values["index"],
            "statusListCredential": address,
        }


@lru_cache(maxsize=1024)
def template_of(profile: Profile, achievement: Achievement, context: Context, shape: Shape) -> Template:
    """Compiling costs some milliseconds, once for all certificates that differ in values alone."""
    return Template(profile, achievement, context, shape)


def role_in(team: str, achievement: Achievement) -> str:
    """What the holder was in a team, as `role` of the subject (Open Badges 3.0, AchievementSubject) says it.

    A team that holds a credential is a subject like any other there: the standard knows no kind of subject for groups.
    """
    named = f"команды «{unquoted(team)}»"
    return f"Наставник {named}" if achievement.is_for_mentor else f"В составе {named}"


def status_list_address(origin: str, organisation: str, number: str | int) -> str:
    return f"{origin}/status/{organisation}/{PURPOSE}/{number}"


def certificate_id(credential: Mapping[str, Any], origin: str) -> UUID | None:
    """The id of one of our own certificates, from its credential's address."""
    address = credential.get("id")
    prefix = f"{origin}/certificates/"
    if not isinstance(address, str) or not address.startswith(prefix):
        return None
    try:
        return UUID(address.removeprefix(prefix))
    except ValueError:
        return None


def name_in(credential: Mapping[str, Any]) -> str | None:
    """The holder's name in a verified credential; None where it is written otherwise than this service writes credentials."""
    subject = credential.get("credentialSubject")
    if credential.get("@context") != CONTEXTS or not set(credential) <= _MEMBERS:
        return None
    if not isinstance(subject, Mapping) or not set(subject) <= _OF_SUBJECT:
        return None
    name = subject.get("name")
    return name if isinstance(name, str) else None


def text_of(credential: Mapping[str, Any]) -> str:
    """The credential as it is stored and handed out: these very bytes are what the digest in the register is of."""
    return json.dumps(credential, ensure_ascii=False, separators=(",", ":"))


def _texts(values: Values) -> dict[str, str]:
    texts = dict(zip(_NAMES, _ALL(values), strict=True))
    return {**texts, **{_mark(nth): mark for nth, mark in enumerate(values.marks)}} if values.marks else texts


def _mark(nth: int) -> str:
    return f"mark_{nth}"
