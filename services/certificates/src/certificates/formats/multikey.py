"""base58-btc, Multikey of Ed25519, and `did:key` of one (W3C Controlled Identifiers 1.0)."""

_SIGNS = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_VALUES = {sign: value for value, sign in enumerate(_SIGNS)}
_PAIRS = [first + second for first in _SIGNS for second in _SIGNS]
_PAIR = 58**2
_CHUNK = 58**10
_ED25519 = b"\xed\x01"
_KEY_SIZE = 32


class BadMultibase(ValueError):
    """Not the base58-btc, key or signature that was expected."""


def base58(data: bytes) -> str:
    number = int.from_bytes(data, "big")
    chunks = []
    while number:
        number, rest = divmod(number, _CHUNK)
        chunks.append(rest)
    text = "".join(map(_ten_signs, reversed(chunks))).lstrip("1")
    return "1" * (len(data) - len(data.lstrip(b"\0"))) + text


def _ten_signs(value: int) -> str:
    """Ten signs of a number that fits a machine word: most divisions of a long number are then short ones."""
    value, e = divmod(value, _PAIR)
    value, d = divmod(value, _PAIR)
    value, c = divmod(value, _PAIR)
    a, b = divmod(value, _PAIR)
    return _PAIRS[a] + _PAIRS[b] + _PAIRS[c] + _PAIRS[d] + _PAIRS[e]


_WORD = 10
_POWERS = tuple(58**signs for signs in range(_WORD + 1))
"""Ten signs fit a machine word: a tenth of the multiplications are of long numbers."""


def from_base58(text: str, *, longest: int = 128) -> bytes:
    """Raises BadMultibase for a sign outside the alphabet or a text longer than `longest`."""
    if len(text) > longest:
        raise BadMultibase(f"{len(text)} signs")
    number = 0
    try:
        for start in range(0, len(text), _WORD):
            word, part = 0, text[start : start + _WORD]
            for sign in part:
                word = word * 58 + _VALUES[sign]
            number = number * _POWERS[len(part)] + word
    except KeyError as error:
        raise BadMultibase(text) from error
    zeros = len(text) - len(text.lstrip("1"))
    return b"\0" * zeros + number.to_bytes((number.bit_length() + 7) // 8, "big")


def multibase(data: bytes) -> str:
    return "z" + base58(data)


def from_multibase(text: str) -> bytes:
    """Raises BadMultibase for anything but `z` (base58-btc)."""
    if not text.startswith("z"):
        raise BadMultibase(text[:1])
    return from_base58(text[1:])


def multikey(public: bytes) -> str:
    """32 public bytes of Ed25519 as `publicKeyMultibase`: `z6Mk…`."""
    return multibase(_ED25519 + public)


def from_multikey(text: str) -> bytes:
    """Raises BadMultibase for another kind of key."""
    data = from_multibase(text)
    if len(data) != _KEY_SIZE + 2 or not data.startswith(_ED25519):
        raise BadMultibase(text[:8])
    return data[2:]
