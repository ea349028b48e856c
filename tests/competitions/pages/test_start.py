"""`/`: what awaits whom."""

from tests.competitions.entering.self_entry import Walker, announced, by, change_skill, enter
from tests.competitions.pages.reading import page, text
from tests.competitions.playing import Play

ME = {
    "applicant-family_name": "Лесничий",
    "applicant-given_name": "Вымысел",
    "applicant-birth_date": "2000-05-17",
    "applicant-email": "lesnichy@people.example",
    "member": "R-01",
}


async def awaited(play: Play, headers: dict[str, str]) -> str:
    """The words of the list; nothing where there is none."""
    shown = await page(play, "/", headers, language="en")
    if 'id="awaits"' not in shown:
        return ""
    return text("<main>" + shown.partition('id="awaits"')[2].partition("</section>")[0] + "</main>")


async def test_nothing_awaits_nobody(play: Play) -> None:
    await announced(play)
    assert await awaited(play, {}) == ""
    assert await awaited(play, by(play)) == ""


async def test_an_entrant_reads_whose_consent_is_missing_and_that_a_place_became_free(play: Play) -> None:
    await announced(play, starts_on="2027-03-01", ends_on="2027-03-02")
    subject = await play.person("Нескоров", account="slow", birth_date="2000-01-01", email="n@people.example")
    await play.post(f"/skills/{play.skill}/registrations", {"subject_id": subject, "member": "R-01"}, expect=201)
    assert "Your consent is missing" in await awaited(play, by(play, "slow"))
    await change_skill(play, quota=2)
    first, _ = await enter(play, "first"), await enter(play, "second")
    assert await awaited(play, by(play, "second")) == ""
    await play.post(f"/registrations/{first['id']}/withdrawal", {}, by=by(play, "first"))
    assert "A place became free" in await awaited(play, by(play, "second"))


async def test_an_entry_that_was_begun_goes_on_until_it_is_sent(play: Play) -> None:
    await announced(play)
    walker = Walker(play)
    await walker.go("whom", {"whom": "myself"}, "who")
    assert "Go on with the entry" in await awaited(play, walker.headers)
    await walker.go("who", ME, "skill")
    await walker.go("skill", {"skill_id": play.skill}, "consents")
    await walker.go("consents", {"answers-participation": "given"}, "check")
    await walker.send("check")
    assert "Go on with the entry" not in await awaited(play, walker.headers)


async def test_an_organiser_reads_the_next_step_and_requests(play: Play) -> None:
    await announced(play)
    entry = await enter(play)
    await play.post(f"/persons/{entry['subject_id']}/erasure-request", by=by(play), expect=202)
    seen = await awaited(play, play.anna())
    assert "Лесничий Вымысел Asks for erasure" in seen
    assert "Trial" in seen
    assert await awaited(play, play.stranger()) == ""


async def test_an_expert_reads_how_many_marks_are_left(play: Play) -> None:
    await play.gather()
    assert "12 marks to enter" in await awaited(play, play.expert("one"))
    await play.mark_all()
    assert "To be signed off" in await awaited(play, play.expert("one"))
    await play.sign_all()
    assert await awaited(play, play.expert("one")) == ""
