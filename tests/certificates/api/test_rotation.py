"""Certificates around a change of keys."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from tests.certificates.asking import credential, read, told
from tests.certificates.playing import API, Play

from certificates.domain.codes import Codes
from certificates.domain.draft import NewEntry


async def test_what_an_old_key_signed_stays_valid_after_a_rotation(play: Play) -> None:
    await play.issuer()
    before = await play.certificate()
    rotated = await play.http.post(f"{API}/issuers/region-47/keys", headers=play.officer)
    assert rotated.status_code == 201
    after = await play.certificate()
    for id_ in (before, after):
        assert (await told(play, credential=await credential(play, id_)))["verdict"] == "valid"
        qr = (await play.http.get(f"{API}/certificates/{id_}/qr-text", headers=play.officer)).text
        assert (await told(play, qr=qr))["verdict"] == "valid"
    methods = (await play.http.get("/issuers/region-47/did.json")).json()["verificationMethod"]
    assert len(methods) == 2


@pytest.mark.parametrize("minutes", [-30, -5, 5])
async def test_the_signers_clock_may_differ_from_the_rotators(play: Play, minutes: int) -> None:
    await play.issuer()
    await play.http.post(f"{API}/issuers/region-47/keys", headers=play.officer)
    here = play.app
    play.app = replace(here, now=lambda: here.now() + timedelta(minutes=minutes))
    signed = await credential(play, await play.certificate())
    play.app = here
    assert (await told(play, credential=signed))["verdict"] == "valid"


async def test_what_the_old_key_signs_while_another_process_rotates_is_valid(play: Play) -> None:
    await play.issuer()
    read_before = await play.app.issuers.of("region-47")
    await play.http.post(f"{API}/issuers/region-47/keys", headers=play.officer)
    made = await read(play, id_ := await play.certificate())
    stored = await play.app.certificates.get(id_)
    late = play.app.now() + timedelta(minutes=2)
    holder = await play.app.holders.get(stored.subject_id)
    entry = NewEntry(
        id=stored.id,
        cause=stored.cause,
        issuer=read_before,
        holder=holder,
        achievement=stored.achievement,
        context=stored.context,
        codes=Codes(1),
        score=stored.score,
    )
    signed = await play.app.signing.sign(entry.draft(stored.number, stored.short_id, late, play.app.day(late)))
    assert (await told(play, credential=json.loads(signed.credential)))["certificate_id"] == made["id"]
