"""`/`: what awaits whom."""

import re

from tests import days
from tests.competitions.access.test_duties import bare, offer, officer
from tests.competitions.entering.entrants_file import rows
from tests.competitions.entering.self_entry import Walker, announced, by, change_skill, enter
from tests.competitions.entering.test_imports import bring, do
from tests.competitions.judging.test_invitations import accept, invited, token_of
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
    await announced(play, starts_on=f"{days.AHEAD}-03-01", ends_on=f"{days.AHEAD}-03-02")
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


async def test_who_is_asked_to_judge_or_to_take_a_duty_reads_so_until_they_answer(play: Play) -> None:
    await play.open()
    subject, token = await invited(play, "chief", account="vera")
    person = {"family_name": "Верина", "given_name": "Вымысел", "email": "vera@example.org"}
    duty = await offer(play, "organiser", f"/championships/{play.championship}", **person)
    shown = await page(play, "/", bare(play, "vera"), language="en")
    assert await token_of(play, subject) in shown
    seen = await awaited(play, bare(play, "vera"))
    assert re.search(r"Organiser Trial .*You are asked to take a duty.*You are asked to judge: Chief expert", seen), (
        seen
    )
    assert await awaited(play, bare(play, "other")) == ""
    await accept(play, token)
    await play.call("DELETE", f"/championships/{play.championship}/access/{duty}", play.anna(), expect=204)
    assert await awaited(play, bare(play, "vera")) == ""


async def test_an_organiser_reads_until_when_an_import_can_be_taken_back(play: Play) -> None:
    await play.open()
    made = await bring(play, rows(1))
    assert "imported" not in await awaited(play, play.anna())
    await do(play, made, "keeping")
    assert "1 entry was imported" in await awaited(play, play.anna())
    assert "imported" not in await awaited(play, play.stranger())
    await do(play, made, "undoing")
    assert "imported" not in await awaited(play, play.anna())


async def test_an_officer_reads_whose_results_certificates_are_made_of(play: Play) -> None:
    await play.gather()
    assert await awaited(play, officer(play)) == ""
    await play.mark_all()
    await play.sign_all()
    await play.publish()
    assert "certificates are made of them" in await awaited(play, officer(play))
    assert await awaited(play, officer(play, organisation="region-50")) == ""


async def test_pages_of_marking_are_kept_for_experts_alone(play: Play) -> None:
    """Whoever else begins here asks for nothing that is refused."""
    await play.open()
    await play.appoint("one", "R-91")
    assert " data-marks" in await page(play, "/", play.expert("one"))
    assert " data-marks" not in await page(play, "/", play.anna())
