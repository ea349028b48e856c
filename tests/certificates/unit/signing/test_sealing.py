import pytest

from certificates.signing import sealing


def test_a_sealed_key_opens_for_its_owner_and_passphrase_only() -> None:
    private = sealing.generate()
    sealed = sealing.seal(private, "one passphrase", owner="region-47#a")
    assert (
        sealing.unseal(sealed, "one passphrase", owner="region-47#a").private_bytes_raw() == private.private_bytes_raw()
    )
    assert private.private_bytes_raw() not in sealed
    for passphrase, owner in (("another one", "region-47#a"), ("one passphrase", "region-50#a")):
        with pytest.raises(sealing.WrongPassphrase):
            sealing.unseal(sealed, passphrase, owner=owner)
    with pytest.raises(sealing.WrongPassphrase):
        sealing.unseal(sealed[:-1] + bytes([sealed[-1] ^ 1]), "one passphrase", owner="region-47#a")
