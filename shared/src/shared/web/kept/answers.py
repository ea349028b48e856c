"""An answer that was written once and is sent many times: from memory, compressed, and not at all to whoever has it already."""

import gzip
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from shared.web.negotiation import weights
from shared.web.preconditions import is_known

WORTH_PACKING: Final = 1000
LEVEL: Final = 6


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    body: bytes
    packed: bytes | None
    headers: Mapping[str, str]
    """With a weak `etag`: the same for what is packed and what is not."""

    @classmethod
    def of(cls, body: bytes, headers: Mapping[str, str]) -> "KeptAnswer":
        tag = f'W/"{hashlib.sha256(body).hexdigest()[:32]}"'
        vary = ", ".join(filter(None, (headers.get("vary", ""), "Accept-Encoding")))
        packed = gzip.compress(body, LEVEL, mtime=0) if len(body) > WORTH_PACKING else None
        return cls(body, packed, {**headers, "vary": vary, "etag": tag})

    def to(self, request: Request) -> Response:
        """304 where `If-None-Match` names it."""
        if is_known(request.headers.get("if-none-match"), self.headers["etag"]):
            kept = {name: value for name, value in self.headers.items() if name != "content-type"}
            return Response(status_code=304, headers=kept)
        if self.packed is not None and weights(request.headers.get("accept-encoding", "")).get("gzip", 0) > 0:
            return Response(self.packed, headers={**self.headers, "content-encoding": "gzip"})
        return Response(self.body, headers=dict(self.headers))
