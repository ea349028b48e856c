"""A certificate and the one in its place are never both in force: with two officers at once, and cut off between the writes."""

import asyncio
from dataclasses import replace
from uuid import UUID, uuid4

import pytest
from tests.certificates.playing import Play

from certificates.commands.acts.one import issue_anew
from certificates.commands.standing import revoke
from certificates.domain.acts.amendment import NOTHING
from certificates.domain.certificate import Certificate
from certificates.domain.holders.holder import Holder
from certificates.domain.register import RegistrationNumber
from certificates.domain.standing import State
from certificates.store import Certificates, Holders
from certificates.wiring import App
from shared.errors import Stale
from shared.ids import derive

WHY = "Опечатка в имени."


class Killed(BaseException):
    """The process ends here."""


class KilledBeforeEntering(Certificates):
    async def next_number(self, organisation: str, prefix: str, year: int) -> RegistrationNumber:
        raise Killed


class HoldersWhile(Holders):
    """Another officer revokes the certificate while this one looks the holder up."""

    def __init__(self, app: App, certificate_id: UUID) -> None:
        super().__init__(app.database)
        self._app = app
        self._certificate_id = certificate_id

    async def find(self, subject_id: UUID) -> Holder | None:
        await revoke(self._app, self._certificate_id, "Ошибка.", public=False, by="petr", change_id=uuid4())
        return await super().find(subject_id)


async def states(play: Play) -> list[State]:
    return [each.standing.state for each in await play.app.certificates.find_many({}, sort=[("number.number", 1)])]


async def replaced(app: App, id_: UUID) -> Certificate:
    """The same request, however often."""
    return await issue_anew(
        app, await app.certificates.get(id_), NOTHING, WHY, by="olga", change_id=derive("again", id_)
    )


async def test_cut_off_between_the_writes_none_is_in_force_and_a_repetition_completes_it(play: Play) -> None:
    await play.issuer()
    id_ = await play.certificate()
    with pytest.raises(Killed):
        await replaced(replace(play.app, certificates=KilledBeforeEntering(play.app.database)), id_)
    assert await states(play) == [State.SUPERSEDED]
    page = (await play.http.get(f"/certificates/{id_}", headers={"accept": "text/html"})).text
    newer = (await play.app.certificates.get(id_)).newer
    assert f"/certificates/{newer}" not in page
    made = await replaced(play.app, id_)
    assert made.id == newer
    assert await states(play) == [State.SUPERSEDED, State.VALID]
    assert await replaced(play.app, id_) == made


async def test_what_is_revoked_meanwhile_is_not_replaced(play: Play) -> None:
    await play.issuer()
    id_ = await play.certificate()
    with pytest.raises(Stale):
        await replaced(replace(play.app, holders=HoldersWhile(play.app, id_)), id_)
    assert await states(play) == [State.REVOKED]


async def test_of_two_officers_at_once_both_get_the_one_newer_certificate(play: Play) -> None:
    await play.issuer()
    id_ = await play.certificate()
    answers = await asyncio.gather(*(replaced(play.app, id_) for _ in range(4)), return_exceptions=True)
    assert all(isinstance(each, Certificate | Stale) for each in answers)
    assert await states(play) == [State.SUPERSEDED, State.VALID]
    assert len({each.id for each in answers if isinstance(each, Certificate)}) == 1
