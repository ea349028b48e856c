"""Reads a certificate's QR picture and verifies it offline, with nothing of the product's code: CBOR, COSE and keys by hand."""

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import zxingcpp
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from PIL import Image

SIGN1: Final = b"\xd2\x84"
"""Tag 18 and an array of four (RFC 9052)."""
BASE58: Final = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
ED25519: Final = b"\xed\x01"
NAME: Final = -1
SHORT: Final = 23
"""The greatest length or number that stands in an item's first byte (RFC 8949, 3)."""


class NotGenuine(Exception):
    """The text is no certificate that one of the keys signed."""


def decode(picture: Path | bytes) -> str:
    """The text of the QR in a picture."""
    with Image.open(BytesIO(picture) if isinstance(picture, bytes) else picture) as image:
        found = zxingcpp.read_barcodes(image.convert("L"))
    return str(found[0].text) if found else ""


def verify(text: str, keys: list[bytes]) -> dict[int, Any]:
    """The signed claims, by number. Raises NotGenuine."""
    digits = text.rpartition("#")[2]
    if not digits.isdigit():
        raise NotGenuine("no digits")
    number = int(digits)
    message = number.to_bytes((number.bit_length() + 7) // 8, "big")[1:]
    try:
        protected, payload, signature = _parts(message)
        to_be_signed = b"\x84\x6aSignature1" + _bytes(protected) + b"\x40" + _bytes(payload)
        if not any(_signed(key, signature, to_be_signed) for key in keys):
            raise NotGenuine("no key fits the signature")
        claims = _Reader(payload).item()
    except (IndexError, ValueError) as error:
        raise NotGenuine("no certificate's data") from error
    if not isinstance(claims, dict):
        raise NotGenuine("no claims")
    return claims


def holder(claims: dict[int, Any]) -> str:
    name = claims[NAME]
    return name.decode("cp1251") if isinstance(name, bytes) else str(name)


def tampered(text: str) -> str:
    """With one digit in the middle changed."""
    middle = (text.index("#") + len(text)) // 2
    return f"{text[:middle]}{(int(text[middle]) + 1) % 10}{text[middle + 1 :]}"


def keys_of(did_document: dict[str, Any]) -> list[bytes]:
    """The raw Ed25519 keys of a DID document (Multikey, base58-btc)."""
    return [_multikey(method["publicKeyMultibase"]) for method in did_document["verificationMethod"]]


def _multikey(text: str) -> bytes:
    number = 0
    for sign in text.removeprefix("z"):
        number = number * 58 + BASE58.index(sign)
    return number.to_bytes(34, "big").removeprefix(ED25519)


def _signed(key: bytes, signature: bytes, message: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, message)
    except InvalidSignature:
        return False
    return True


def _parts(message: bytes) -> tuple[bytes, bytes, bytes]:
    if not message.startswith(SIGN1):
        raise NotGenuine("no COSE_Sign1")
    reader = _Reader(message, at=len(SIGN1))
    protected, _unprotected, payload, signature = (reader.item() for _ in range(4))
    if not (isinstance(protected, bytes) and isinstance(payload, bytes) and isinstance(signature, bytes)):
        raise NotGenuine("no COSE_Sign1")
    return protected, payload, signature


def _bytes(content: bytes) -> bytes:
    """A CBOR byte string of up to 65535 bytes, its length as short as it can be written (RFC 8949, 4.2)."""
    size = len(content)
    if size <= SHORT:
        head = bytes([0x40 | size])
    elif size.bit_length() <= 8:  # noqa: PLR2004 - one byte
        head = bytes([0x58, size])
    else:
        head = b"\x59" + size.to_bytes(2, "big")
    return head + content


@dataclass
class _Reader:
    """The few kinds of CBOR (RFC 8949) that the QR uses: integers, bytes, text, arrays, maps."""

    data: bytes
    at: int = 0

    def item(self) -> Any:
        head = self.data[self.at]
        self.at += 1
        kind, size = head >> 5, self._size(head & 0x1F)
        match kind:
            case 0:
                return size
            case 1:
                return -1 - size
            case 2:
                return self._take(size)
            case 3:
                return self._take(size).decode()
            case 4:
                return [self.item() for _ in range(size)]
            case 5:
                return {self.item(): self.item() for _ in range(size)}
        raise ValueError(f"kind {kind}")

    def _size(self, short: int) -> int:
        return short if short <= SHORT else int.from_bytes(self._take(1 << (short - SHORT - 1)), "big")

    def _take(self, size: int) -> bytes:
        taken = self.data[self.at : self.at + size]
        if len(taken) < size:
            raise ValueError("too short")
        self.at += size
        return taken
