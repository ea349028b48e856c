"""The issuers' private keys, opened once a process."""

import asyncio

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pydantic import SecretStr

from certificates.domain.issuer import Issuer, Key
from certificates.signing import sealing


class Vault:
    def __init__(self, passphrase: SecretStr) -> None:
        self._passphrase = passphrase
        self._opened: dict[tuple[str, str], Ed25519PrivateKey] = {}

    async def sealed(self, organisation: str) -> tuple[str, bytes, bytes]:
        """A fresh key: its id, its public bytes and the sealed private ones."""
        private = sealing.generate()
        public = sealing.public_bytes(private)
        id_ = sealing.key_id(public)
        box = await asyncio.to_thread(
            sealing.seal, private, self._passphrase.get_secret_value(), owner=_owner(organisation, id_)
        )
        self._opened[organisation, id_] = private
        return id_, public, box

    async def private(self, issuer: Issuer) -> Ed25519PrivateKey:
        """The key that signs now. Raises WrongPassphrase."""
        named = (issuer.organisation, issuer.key.id)
        if named not in self._opened:
            self._opened[named] = await asyncio.to_thread(self._open, issuer.organisation, issuer.key)
        return self._opened[named]

    def _open(self, organisation: str, key: Key) -> Ed25519PrivateKey:
        passphrase = self._passphrase.get_secret_value()
        return sealing.unseal(key.sealed, passphrase, owner=_owner(organisation, key.id))


def _owner(organisation: str, key_id: str) -> str:
    return f"{organisation}#{key_id}"
