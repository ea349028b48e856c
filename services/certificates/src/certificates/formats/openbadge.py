"""Open Badges 3.0 credentials of one achievement, signed fast: JSON-LD is processed once, then values are put in."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from operator import attrgetter
from typing import Any
from uuid import UUID

from certificates.domain.achievement import NO_SCALE, Achievement, Score
from certificates.domain.issuer import Issuer
from certificates.domain.register import StatusEntry
from certificates.formats import data_integrity
from certificates.formats.data_integrity import Proof, Signer, timestamp
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
    "name",
    "credentialSubject",
    "credentialStatus",
    "proof",
}
_OF_SUBJECT = {"id", "type", "name", "licenseNumber", "role", "achievement", "result"}
_AWARD = "Award"
_TAKING_PART = "Certificate"


@dataclass(frozen=True, slots=True)
class Values:
    """What differs between the certificates of one achievement. Texts as they stand in the credential."""

    id: str
    subject_id: str
    name: str
    registration_number: str
    list: str
    index: str
    valid_from: str
    total: str = ""
    points: str = ""
    role: str = ""


_NAMES = Values.__slots__
_ALL = attrgetter(*_NAMES)


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
    """The credentials of one achievement by one issuer."""

    def __init__(
        self, profile: Profile, achievement: Achievement, scale: str | None, *, has_role: bool = False
    ) -> None:
        self._profile = profile
        self._achievement = achievement
        self._scale = scale
        self._has_role = has_role
        self._results = _results_on(scale)
        self._earned = self._described()
        unused = {"total", "points", "role"}.difference(self._results, ("role",) if has_role else ())
        self._compiled = Compiled(self.build, [name for name in _NAMES if name not in unused])

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
            "name": f"{self._achievement.title.ru}: {self._achievement.skill.ru}",
            "credentialSubject": self._subject(values),
            "credentialStatus": self._status(values),
        }

    def _subject(self, values: Mapping[str, str]) -> dict[str, Any]:
        subject: dict[str, Any] = {
            "id": f"urn:uuid:{values['subject_id']}",
            "type": ["AchievementSubject"],
            "name": values["name"],
            "licenseNumber": values["registration_number"],
            "achievement": self._earned,
        }
        if self._has_role:
            subject["role"] = values["role"]
        if not self._results:
            return subject
        results = [(self._result_id(name), values[name]) for name in self._results]
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

    def _described(self) -> dict[str, Any]:
        earned = self._achievement
        described = {
            "id": f"urn:uuid:{earned.id}",
            "type": ["Achievement"],
            "achievementType": _AWARD if earned.tells_place else _TAKING_PART,
            "inLanguage": "ru",
            "name": f"{earned.title.ru}: {earned.skill.ru}",
            "description": f"{earned.championship.ru}. {earned.skill.ru}. {earned.title.ru}.",
            "criteria": {"narrative": earned.award.criteria.ru},
        }
        if not self._results:
            return described
        descriptions = {"total": self._total_described, "points": self._points_described}
        return {**described, "resultDescription": [descriptions[name]() for name in self._results]}

    def _total_described(self) -> dict[str, Any]:
        return {
            "id": self._result_id("total"),
            "type": ["ResultDescription"],
            "name": "Сумма оценок",
            "resultType": "RawScore",
            "valueMin": "0",
            "valueMax": "100",
        }

    def _points_described(self) -> dict[str, Any]:
        return {
            "id": self._result_id("points"),
            "type": ["ResultDescription"],
            "name": f"Балл по шкале {self._scale}",
            "resultType": "ScaledScore",
        }

    def _result_id(self, which: str) -> str:
        return f"urn:uuid:{self._achievement.id}#{which}"


def _results_on(scale: str | None) -> tuple[str, ...]:
    """What a credential tells of the score. `scale`: None where it tells nothing."""
    if scale is None:
        return ()
    return ("total",) if scale == NO_SCALE else ("total", "points")


@lru_cache(maxsize=1024)
def template_of(profile: Profile, achievement: Achievement, scale: str | None, *, has_role: bool = False) -> Template:
    """Compiling costs some milliseconds, once for all certificates of an achievement. `has_role`: each says the holder's role."""
    return Template(profile, achievement, scale, has_role=has_role)


def role_in(team: str, achievement: Achievement) -> str:
    """What the holder was in a team, as `role` of the subject (Open Badges 3.0, AchievementSubject) says it.

    A team that holds a credential is a subject like any other there: the standard knows no kind of subject for groups.
    """
    named = f"команды «{unquoted(team)}»"
    return f"Наставник {named}" if achievement.award.is_for_mentor else f"В составе {named}"


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


def values(
    *,
    id: UUID,
    subject_id: UUID,
    name: str,
    number: str,
    status_entry: StatusEntry,
    at: datetime,
    score: Score | None,
    role: str = "",
) -> Values:
    return Values(
        str(id),
        str(subject_id),
        name,
        number,
        str(status_entry.list),
        str(status_entry.index),
        timestamp(at),
        score.total if score else "",
        str(score.points) if score and score.points is not None else "",
        role,
    )


def _texts(values: Values) -> dict[str, str]:
    return dict(zip(_NAMES, _ALL(values), strict=True))
