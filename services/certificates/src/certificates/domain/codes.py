"""The small numbers that stand in a QR for what is long to say. The issuer's signed catalogue says what they stand for."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from shared.text import Text


class Coded(StrEnum):
    """What has numbers of its own, counted from 1 in each issuer's catalogue."""

    ACHIEVEMENT = "achievement"
    SKILL = "skill"
    CONTEXT = "context"


@dataclass(frozen=True, slots=True)
class CodedName:
    """An achievement, skill or context under one name: another name gets another number, so that old QRs keep theirs."""

    id: UUID
    organisation: str
    of: Coded
    code: int
    name: Text
    kind: str = ""
    """Of an achievement, or of a context."""
    is_hidden: bool = False
    """The code stands for nothing that everybody may read: the name is on the certificate itself."""
    version: int = 1


@dataclass(frozen=True, slots=True)
class Codes:
    """Those of one certificate."""

    achievement: int
    skill: int | None = None
    context: int | None = None
