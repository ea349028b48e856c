"""JSON as it is sent to verifiers."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any


@dataclass(frozen=True, slots=True)
class Published:
    body: bytes

    @classmethod
    def of(cls, document: Mapping[str, Any]) -> "Published":
        return cls(json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode())

    @property
    def digest(self) -> str:
        """For the ETag."""
        return sha256(self.body).hexdigest()[:24]

    @property
    def tag(self) -> str:
        """The ETag."""
        return f'"{self.digest}"'
