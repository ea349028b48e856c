"""The small numbers that stand in a QR for what is long to say. The signed catalogue says what they stand for."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from shared.text import Text


class Coded(StrEnum):
    """What has numbers of its own."""

    CHAMPIONSHIP = "championship"
    SKILL = "skill"
    AWARD = "award"


@dataclass(frozen=True, slots=True)
class CodedName:
    """A championship, skill or award under one name: another name gets another number, so that old QRs keep theirs."""

    id: UUID
    of: Coded
    code: int
    name: Text
    is_hidden: bool = False
    """The code stands for nothing that everybody may read: the name is on the certificate itself."""
    version: int = 1
