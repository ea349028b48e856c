"""Thirty applicants, as an employer meets them: good certificates and every other kind, with names as long as names are."""

import json
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from tests.awards import GOLD
from tests.certificates.asking import credential, read
from tests.certificates.playing import API, Play

LONG: Final[dict[str, Any]] = {
    "family_name": "Константинопольская-Вознесенская",
    "given_name": "Анастасия-Александра",
    "patronymic": "Константиновна",
}


@dataclass(frozen=True, slots=True)
class Applicants:
    lines: list[str]
    """As an employer's table has them: a name, a tab, what was handed in."""

    @property
    def pasted(self) -> str:
        return "ФИО\tСертификат\n" + "\n".join(self.lines)


async def applicants(play: Play, count: int = 30) -> Applicants:
    """One of each kind that is not good, the others good."""
    await play.issuer()
    good, long_named = await play.certificate(), await play.certificate(**LONG)
    number = (await read(play, good))["registration_number"]
    signed = json.dumps(await credential(play, good), ensure_ascii=False)
    handed_in = [
        number,
        await code(play, long_named),
        (await read(play, await _standing(play, "revocation")))["registration_number"],
        (await read(play, await _standing(play, "suspension")))["short_id"],
        (await read(play, await _standing(play, "replacement")))["registration_number"],
        signed.replace("Снежана", "Снежена"),
        signed.replace("did:web:localhost%3A8080", "did:web:academy.example.org"),
        "https://example.org/diploma",
        number[:-2],
        "",
    ]
    others = [await play.certificate(GOLD) for _ in range(count - len(handed_in))]
    handed_in += [(await read(play, each))["registration_number"] for each in others]
    lines = [f"Претендентов Иван {at}\t{each}" for at, each in enumerate(handed_in, 1)]
    return Applicants(lines)


async def code(play: Play, id_: UUID) -> str:
    return (await play.http.get(f"{API}/certificates/{id_}/qr-text", headers=play.officer)).text


async def form(play: Play, id_: UUID, kind: str) -> bytes:
    """The certificate as `pdf`, `png`, `svg` or `vc`."""
    return (await play.http.get(f"/certificates/{id_}?format={kind}", headers=play.officer)).content


async def _standing(play: Play, how: str) -> UUID:
    id_ = await play.certificate()
    body: dict[str, Any] = {"reason": "Выдан с опечаткой в наименовании компетенции.", "public": True}
    answer = await play.http.post(f"{API}/certificates/{id_}/{how}", json=body, headers=play.officer)
    assert answer.status_code < 300, answer.text
    return id_
