"""Ed25519 keys, sealed at rest: scrypt of the deployment's passphrase, AES-256-GCM bound to the issuer and the key's id."""

import secrets
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

_VERSION = b"\x01"
_SALT, _NONCE, _KEY = 16, 12, 32
_COST = 2**15
"""scrypt's N with r = 8: 32 MiB and about 0.1 s, once a process and key."""


class WrongPassphrase(Exception):
    """The passphrase of the settings is not the one that sealed this key, or the sealed key is damaged."""


def generate() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.generate()


def public_bytes(private: Ed25519PrivateKey) -> bytes:
    return private.public_key().public_bytes_raw()


def key_id(public: bytes) -> str:
    """Hex of the first 4 bytes of the SHA-256: short enough for a QR, never the same for two keys of one issuer."""
    return sha256(public).hexdigest()[:8]


def seal(private: Ed25519PrivateKey, passphrase: str, *, owner: str) -> bytes:
    """`owner` names what the key is for; the box opens for the same owner only."""
    salt, nonce = secrets.token_bytes(_SALT), secrets.token_bytes(_NONCE)
    box = AESGCM(_derived(passphrase, salt)).encrypt(nonce, private.private_bytes_raw(), owner.encode())
    return _VERSION + salt + nonce + box


def unseal(sealed: bytes, passphrase: str, *, owner: str) -> Ed25519PrivateKey:
    """Raises WrongPassphrase."""
    salt, nonce, box = sealed[1 : 1 + _SALT], sealed[1 + _SALT : 1 + _SALT + _NONCE], sealed[1 + _SALT + _NONCE :]
    try:
        seed = AESGCM(_derived(passphrase, salt)).decrypt(nonce, box, owner.encode())
    except InvalidTag as error:
        raise WrongPassphrase(owner) from error
    return Ed25519PrivateKey.from_private_bytes(seed)


def _derived(passphrase: str, salt: bytes) -> bytes:
    return Scrypt(salt=salt, length=_KEY, n=_COST, r=8, p=1).derive(passphrase.encode())
