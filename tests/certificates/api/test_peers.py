"""Certificates are accepted, refused and seen as revoked by verifiers that we did not write."""

import copy
import json
from typing import Any
from uuid import UUID

import pytest
from openbadgeslib.errors import LibOpenBadgesException
from openbadgeslib.ob3 import OB3LdpVerifier
from tests.certificates import node
from tests.certificates.playing import API, Play

from certificates.formats.multikey import from_multikey


async def credential(play: Play, id_: UUID) -> dict[str, Any]:
    answer = await play.http.get(f"/certificates/{id_}", headers={**play.officer, "accept": "application/vc"})
    assert answer.headers["content-type"] == "application/vc"
    signed: dict[str, Any] = answer.json()
    return signed


async def documents(play: Play, signed: dict[str, Any]) -> dict[str, Any]:
    """What a verifier fetches: the issuer's keys and the status lists."""
    found = {signed["issuer"]["id"]: (await play.http.get("/issuers/region-47/did.json")).json()}
    address = signed["credentialStatus"]["statusListCredential"]
    return {**found, address: (await play.http.get(address)).json()}


async def asked(play: Play, signed: dict[str, Any]) -> Any:
    return await node.run("vc.mjs", {"credential": signed, "documents": await documents(play, signed)})


async def test_digitalbazaar_vc_accepts_a_certificate_and_its_status(play: Play) -> None:
    await play.issuer()
    answer = await asked(play, await credential(play, await play.certificate()))
    assert answer["verified"], answer
    assert [(each["credentialStatus"]["statusPurpose"], each["status"]) for each in answer["status"]] == [
        ("revocation", False),
    ]


@pytest.mark.parametrize("change", ["revocation", "suspension", "replacement"])
async def test_digitalbazaar_vc_sees_what_is_out_of_force(play: Play, change: str) -> None:
    await play.issuer()
    id_ = await play.certificate()
    other = await play.certificate()
    reason = {"reason": "Результат отменён.", **({} if change == "replacement" else {"public": True})}
    await play.http.post(f"{API}/certificates/{id_}/{change}", json=reason, headers=play.officer)
    revoked = await asked(play, await credential(play, id_))
    assert [each["status"] for each in revoked["status"]] == [True]
    untouched = await asked(play, await credential(play, other))
    assert [each["status"] for each in untouched["status"]] == [False]


async def test_digitalbazaar_vc_sees_the_end_of_a_suspension(play: Play) -> None:
    await play.issuer()
    id_ = await play.certificate()
    address = f"{API}/certificates/{id_}/suspension"
    await play.http.post(address, json={"reason": "Проверка."}, headers=play.officer)
    assert [each["status"] for each in (await asked(play, await credential(play, id_)))["status"]] == [True]
    await play.http.delete(address, headers=play.officer)
    assert [each["status"] for each in (await asked(play, await credential(play, id_)))["status"]] == [False]


def _changes(signed: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """The credential with one character changed, at one place each time."""
    changed = []
    for path in (("credentialSubject", "name"), ("credentialSubject", "licenseNumber"), ("validFrom",), ("name",)):
        copied = copy.deepcopy(signed)
        inner = copied
        for step in path[:-1]:
            inner = inner[step]
        text = inner[path[-1]]
        inner[path[-1]] = text[:-2] + ("1" if text[-2] != "1" else "2") + text[-1]
        changed.append((".".join(path), copied))
    return changed


async def test_one_changed_character_is_refused_by_them_and_by_us(play: Play) -> None:
    await play.issuer()
    signed = await credential(play, await play.certificate())
    public = from_multikey(
        (await play.http.get("/issuers/region-47/did.json")).json()["verificationMethod"][0]["publicKeyMultibase"]
    )
    for place, altered in _changes(signed):
        assert not (await asked(play, altered))["verified"], place
        ours = (await play.http.post(f"{API}/verifications", json={"credential": altered})).json()
        assert ours["verdict"] == "altered", place
        with pytest.raises(LibOpenBadgesException):
            OB3LdpVerifier(pubkey_pem=pem(public)).verify(json.dumps(altered))


async def test_openbadgeslib_accepts_a_certificate(play: Play) -> None:
    await play.issuer()
    signed = await credential(play, await play.certificate())
    public = from_multikey(
        (await play.http.get("/issuers/region-47/did.json")).json()["verificationMethod"][0]["publicKeyMultibase"]
    )
    seen = OB3LdpVerifier(pubkey_pem=pem(public)).verify(json.dumps(signed))
    assert seen.recipient_id == signed["credentialSubject"]["id"]


def pem(public: bytes) -> bytes:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    key = Ed25519PublicKey.from_public_bytes(public)
    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
