"""A result that was corrected after its certificates were issued."""

from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from tests.awards import GOLD, PARTICIPATION, SILVER
from tests.certificates.playing import AT, Play, person, result
from tests.certificates.test_issuing_pages import headers

from certificates.commands.acts.one import issue_anew
from certificates.commands.standing import revoke, suspend
from certificates.domain.acts.amendment import Amendment
from certificates.domain.certificate import Certificate
from shared.contracts import Award, Earned
from shared.contracts.competitions import ResultPublished


class Told:
    """One person's result, as it is told again and again."""

    def __init__(self, play: Play, subject_id: Any) -> None:
        self._play, self.subject, self._id = play, subject_id, uuid4()

    async def told(self, revision: int, *awards: Award, **fields: Any) -> ResultPublished:
        earned = [Earned(subject_id=self.subject, award=one) for one in awards]
        said = {"published_at": AT + timedelta(days=revision), **fields}
        told = result(*earned, result_id=self._id, revision=revision, **said)
        await self._play.publish(told)
        return told


@pytest.fixture
async def of_one(play: Play) -> Told:
    await play.issuer()
    return Told(play, (await play.know(person())).subject_id)


async def standing(play: Play) -> list[tuple[str, str]]:
    found = await play.app.certificates.find_many({}, sort=[("number.number", 1)])
    assert [one.number.number for one in found] == list(range(1, len(found) + 1))
    return [(one.achievement.code, one.standing.state.value) for one in found]


async def all_of(play: Play) -> list[Certificate]:
    return await play.app.certificates.find_many({}, sort=[("number.number", 1)])


async def test_what_says_the_same_stays_and_another_score_is_issued_anew(play: Play, of_one: Told) -> None:
    await of_one.told(2, GOLD, PARTICIPATION)
    await of_one.told(3, GOLD, PARTICIPATION)
    assert await standing(play) == [("gold", "valid"), ("participation", "valid")]
    for _ in range(2):
        await of_one.told(4, GOLD, PARTICIPATION, total=Decimal("76.00"), scale_score=745)
    assert await standing(play) == [("gold", "superseded"), ("participation", "valid"), ("gold", "valid")]
    old, _, new = await all_of(play)
    assert (old.newer, new.score and new.score.total, new.reissued and new.reissued.older) == (new.id, "76.00", old.id)
    assert (new.reissued and new.reissued.by, new.cause.revision) == ("result", 4)
    page = await play.http.get(f"/certificates/{new.id}", headers=headers(play))
    assert ("The result was corrected." in page.text, "Результат исправлен" in page.text) == (True, False)
    assert "the system by itself" in page.text, "nobody is called “result”"
    await of_one.told(3, SILVER, PARTICIPATION)
    assert len(await all_of(play)) == 3, "what a later revision has overtaken changes nothing"


async def test_a_suspension_is_not_ended_by_a_correction(play: Play, of_one: Told) -> None:
    await of_one.told(2, GOLD)
    (old,) = await all_of(play)
    await suspend(play.app, old.id, "Проверяем протокол.", public=True, by="olga", change_id=uuid4())
    for _ in range(2):
        await of_one.told(3, GOLD, total=Decimal("76.00"), scale_score=745)
    assert await standing(play) == [("gold", "superseded"), ("gold", "suspended")]
    new = (await all_of(play))[1]
    assert (new.standing.by, new.standing.reason, new.standing.since) == ("olga", "Проверяем протокол.", new.issued_at)


async def test_another_award_takes_the_place_and_one_that_is_gone_is_revoked(play: Play, of_one: Told) -> None:
    await of_one.told(2, GOLD, PARTICIPATION)
    await of_one.told(3, SILVER, PARTICIPATION)
    assert await standing(play) == [("gold", "superseded"), ("participation", "valid"), ("silver", "valid")]
    for _ in range(2):
        await of_one.told(4, PARTICIPATION)
    assert [state for _, state in await standing(play)] == ["superseded", "valid", "revoked"]
    assert (await all_of(play))[2].standing.by == "result"


async def test_what_a_correction_took_back_the_next_one_gives_again(play: Play, of_one: Told) -> None:
    await of_one.told(2, GOLD, PARTICIPATION)
    await of_one.told(3, PARTICIPATION)
    for _ in range(2):
        await of_one.told(4, GOLD, PARTICIPATION)
    assert await standing(play) == [("gold", "revoked"), ("participation", "valid"), ("gold", "valid")]
    old, _, new = await all_of(play)
    assert (old.newer, new.reissued and new.reissued.older) == (new.id, old.id), "it answers the revocation"


async def test_a_revision_that_comes_late_changes_nothing_of_what_a_later_one_has_confirmed(
    play: Play, of_one: Told
) -> None:
    await of_one.told(2, GOLD)
    await of_one.told(4, GOLD)
    await of_one.told(3, GOLD, total=Decimal("76.00"), scale_score=745)
    assert await standing(play) == [("gold", "valid")]


async def test_a_kill_between_the_two_writes_is_completed_when_the_event_comes_again(
    play: Play, of_one: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    await of_one.told(2, GOLD)

    class Killed(BaseException):
        """The process ends here."""

    async def killed(*_arguments: Any) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr("certificates.commands.issuing.enter_all", killed)
        with pytest.raises(Killed):
            await of_one.told(3, SILVER)
    assert await standing(play) == [("gold", "superseded")]
    for _ in range(2):
        await of_one.told(3, SILVER)
    assert await standing(play) == [("gold", "superseded"), ("silver", "valid")]
    gold, silver = await all_of(play)
    assert gold.newer == silver.id


async def test_what_an_officer_did_since_stays(play: Play, of_one: Told) -> None:
    await of_one.told(2, GOLD)
    (gold,) = await all_of(play)
    reworded = Amendment(name="Иная Снежана", total=Decimal(77), points=750)
    new = await issue_anew(play.app, gold, reworded, "Опечатка.", by="olga", change_id=uuid4())
    await of_one.told(3, GOLD)
    assert await standing(play) == [("gold", "superseded"), ("gold", "valid")]
    later = play.app.now() + timedelta(days=1)
    await of_one.told(4, GOLD, total=Decimal("76.00"), published_at=later)
    assert [one.score and one.score.total for one in await all_of(play)][2:] == ["76.00"]
    await revoke(play.app, (await all_of(play))[2].id, "Ошибка.", public=False, by="olga", change_id=uuid4())
    await of_one.told(5, GOLD, published_at=later + timedelta(days=1))
    assert len(await all_of(play)) == 3, "what was revoked by somebody is not issued again by itself"
    assert new.number.number == 2


async def test_who_was_merged_is_one_holder_whichever_id_a_later_revision_names(play: Play, of_one: Told) -> None:
    await of_one.told(2, GOLD, PARTICIPATION)
    going, staying = of_one.subject, person()
    await play.know(staying)
    await play.know(person(going, version=2, merged_into=staying.subject_id))
    of_one.subject = staying.subject_id
    await of_one.told(3, GOLD, PARTICIPATION)
    assert await standing(play) == [("gold", "valid"), ("participation", "valid")]
    for _ in range(2):
        await of_one.told(4, SILVER, PARTICIPATION)
    assert await standing(play) == [("gold", "superseded"), ("participation", "valid"), ("silver", "valid")]
    of_one.subject = going
    await of_one.told(5, PARTICIPATION)
    assert [state for _, state in await standing(play)] == ["superseded", "valid", "revoked"]
