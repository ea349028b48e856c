"""Status lists (W3C Bitstring Status List 1.0): one bit a certificate, one list for a crowd of them."""

import gzip
import zlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from certificates.domain.register import CAPACITY
from certificates.formats.data_integrity import timestamp
from certificates.formats.jsonld import contexts
from certificates.formats.openbadge import PURPOSE

FRESH = timedelta(minutes=5)
"""How long a verifier may keep a list before asking again."""
VALID = timedelta(days=7)
_BYTES = CAPACITY // 8


class BadList(ValueError):
    """Not a bitstring of this size."""


def encoded(indexes: Iterable[int]) -> str:
    """`encodedList`: the bits at these indexes set, GZIP, base64url without padding, multibase `u`."""
    bits = bytearray(_BYTES)
    for index in indexes:
        bits[index // 8] |= 0x80 >> index % 8
    return "u" + urlsafe_b64encode(gzip.compress(bytes(bits), mtime=0)).rstrip(b"=").decode()


def decoded(text: str) -> bytes:
    """The bits of an `encodedList`. Reads at most the size of our lists, so that a bomb stays small. Raises BadList."""
    try:
        packed = urlsafe_b64decode(text.removeprefix("u") + "=" * (-(len(text) - 1) % 4))
        bits = zlib.decompressobj(wbits=31).decompress(packed, _BYTES + 1)
    except (ValueError, zlib.error) as error:
        raise BadList("no GZIP in base64url") from error
    if not text.startswith("u") or len(bits) != _BYTES:
        raise BadList(f"{len(bits)} bytes")
    return bits


def is_set(bits: bytes, index: int) -> bool:
    return bool(bits[index // 8] & 0x80 >> index % 8)


def credential(address: str, did: str, indexes: Iterable[int], at: datetime) -> dict[str, Any]:
    """The list as a credential without proof, good from `at` on. `address` is where it is read."""
    return {
        "@context": [contexts.CREDENTIALS],
        "id": address,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": did,
        "validFrom": timestamp(at),
        "validUntil": timestamp(at + VALID),
        "credentialSubject": {
            "id": f"{address}#list",
            "type": "BitstringStatusList",
            "statusPurpose": PURPOSE,
            "ttl": FRESH // timedelta(milliseconds=1),
            "encodedList": encoded(indexes),
        },
    }
