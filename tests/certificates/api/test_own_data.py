"""What is kept of somebody here is theirs to take away, and of wards who are not of age."""

from datetime import date

from tests.certificates.playing import API, Play, person

from shared.contracts import AwardKind


async def taken(play: Play, account: str) -> dict[str, list[dict[str, object]]]:
    answer = await play.http.get(f"{API}/me/data", headers=play.bearer(account))
    assert answer.status_code == 200
    assert answer.headers["content-disposition"] == 'attachment; filename="skillproof-certificates.json"'
    assert answer.headers["cache-control"] == "no-store"
    found: dict[str, list[dict[str, object]]] = answer.json()
    return found


async def test_it_is_whole_and_nobody_elses(play: Play) -> None:
    await play.issuer()
    mine = await play.certificate(AwardKind.GOLD, account="mine")
    await play.certificate(AwardKind.SILVER, account="another")
    found = await taken(play, "mine")
    assert [one["id"] for one in found["certificates"]] == [str(mine)]
    assert [one["account"] for one in found["people"]] == ["mine"]
    nobody = await taken(play, "nobody")
    assert (nobody["people"], nobody["certificates"]) == ([], [])


async def test_a_guardian_takes_a_minors_too(play: Play) -> None:
    await play.issuer()
    guardian = await play.know(person(account="guardian"))
    child = await play.certificate(guardians=(guardian.subject_id,), birth_date=date(2020, 1, 1))
    await play.certificate(guardians=(guardian.subject_id,), birth_date=date(1990, 1, 1))
    found = await taken(play, "guardian")
    assert [one["id"] for one in found["certificates"]] == [str(child)]
    assert len(found["people"]) == 2
