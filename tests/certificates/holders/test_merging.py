"""A holder whose record was merged into another of the same person: the certificates stay, one each, and are seen as one person's."""

from uuid import UUID, uuid4

import pytest
from tests.awards import GOLD
from tests.certificates.playing import API, Play, person, public, result

from certificates.commands.issuing import certificate_id
from shared.contracts import Earned
from shared.contracts.competitions import ResultPublished
from shared.messaging.parking import Missing

GOING, STAYING = UUID(int=71), UUID(int=72)


async def two(play: Play) -> None:
    await play.issuer()
    await play.know(person(GOING, family_name="Елкина"))
    await play.know(person(STAYING, account="snow"))


async def merge(play: Play, version: int = 2) -> None:
    await play.know(person(GOING, version=version, family_name="Елкина", merged_into=STAYING))


async def mine(play: Play, account: str = "snow") -> set[str]:
    found = (await play.http.get(f"{API}/certificates", headers=play.bearer(account))).json()["items"]
    assert (
        f"/certificates/{found[0]['id']}" in (await play.http.get("/certificates", headers=play.bearer(account))).text
        if found
        else True
    )
    return {one["id"] for one in found}


def of(told: ResultPublished, subject: UUID) -> str:
    return str(certificate_id(told.result_id, subject, GOLD.id))


async def test_a_merge_between_publication_and_a_corrected_result_makes_no_second_certificate(play: Play) -> None:
    await two(play)
    told = result(Earned(subject_id=GOING, award=GOLD))
    await play.publish(told)
    await merge(play)
    await play.publish(told.model_copy(update={"scale_score": 750}))
    other = result(Earned(subject_id=STAYING, award=GOLD))
    await play.publish(other)
    assert await play.app.database["certificates"].count_documents({}) == 2
    assert await mine(play) == {of(told, GOING), of(other, STAYING)}


async def test_what_is_issued_under_an_alias_bears_the_name_of_the_record_that_stays(play: Play) -> None:
    await two(play)
    await merge(play)
    told = result(Earned(subject_id=GOING, award=GOLD))
    await play.publish(told)
    stored = await play.app.certificates.get(UUID(of(told, GOING)))
    assert stored.subject_id == GOING
    assert stored.handed_out.name == "Ёлкина Снежана Морозовна"


async def test_what_was_allowed_under_an_id_stays_with_its_certificates(play: Play) -> None:
    await two(play)
    told = result(Earned(subject_id=GOING, award=GOLD))
    await play.publish(told)
    await merge(play)
    await play.know(person(STAYING, version=2, account="snow", publicity=public("name", "place", "score")))
    page = await play.http.get(f"/certificates/{of(told, GOING)}", headers={"accept": "text/html"})
    assert "Снежана" not in page.text
    assert (await play.http.get(f"/certificates/{of(told, GOING)}?format=vc", headers=play.bearer("snow"))).is_success


async def test_parted_again_each_has_the_own(play: Play) -> None:
    await two(play)
    told = result(Earned(subject_id=GOING, award=GOLD))
    await play.publish(told)
    await merge(play)
    assert await mine(play) == {of(told, GOING)}
    await play.know(person(GOING, version=3, family_name="Елкина"))
    assert await mine(play) == set()


async def test_a_guardian_of_the_record_that_stays_sees_both(play: Play) -> None:
    await two(play)
    told = result(Earned(subject_id=GOING, award=GOLD))
    await play.publish(told)
    mother = await play.know(person(uuid4(), account="mother", family_name="Сугробова"))
    await play.know(person(STAYING, version=2, account="snow", guardians=(mother.subject_id,)))
    await merge(play)
    assert await mine(play, "mother") == {of(told, GOING)}
    got = await play.http.get(f"/certificates/{of(told, GOING)}?format=vc", headers=play.bearer("mother", "guardian"))
    assert got.is_success


async def test_a_result_waits_for_the_record_that_stays(play: Play) -> None:
    await play.issuer()
    await play.know(person(GOING, merged_into=STAYING))
    told = result(Earned(subject_id=GOING, award=GOLD))
    with pytest.raises(Missing) as waits:
        await play.publish(told)
    assert waits.value.key == f"person:{STAYING}"
    await play.know(person(STAYING))
    await play.publish(told)
    assert await play.app.database["certificates"].count_documents({}) == 1
