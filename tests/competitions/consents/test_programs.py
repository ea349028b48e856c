"""What programs say of consents: with the text that was read, which a route gives them."""

from tests.competitions.access.test_duties import bare
from tests.competitions.playing import Play


async def test_a_program_names_the_text_that_was_read(play: Play) -> None:
    """A person who leaves it out has read what is shown now; a program has shown something, and says what."""
    await play.open()
    program = bare(play, "service-17")
    await play.post("/access/programs", {"duty": "organiser", "name": "Колледж", "account": "service-17"}, expect=201)
    subject = await play.compete("Альфин", "R-01", confirmed=False, birth_date="1999-01-01")
    at = f"/registrations/{play.registrations['Альфин']}/consents"
    said = {"giver_id": subject, "purpose": "participation", "decision": "given", "language": "en"}
    refused = await play.call("PUT", at, program, said, expect=422)
    assert (refused["type"].rpartition("/")[2], refused["errors"][0]["where"]) == ("text-not-named", "/text_sha256")
    questions = f"/championships/{play.championship}/consents/questions"
    await play.get(questions, by={}, expect=401)
    russian = {one["purpose"]: one for one in (await play.get(questions, by=program))["items"]}
    english = {one["purpose"]: one for one in (await play.get(f"{questions}?language=en", by=program))["items"]}
    asked = english["participation"]
    assert (asked["is_required"], "Trial" in str(asked["text"]), "Проба" in str(russian["participation"])) == (
        True,
    ) * 3
    changed = {**said, "text_sha256": russian["participation"]["text_sha256"]}
    await play.call("PUT", at, program, changed, expect=409)
    kept = await play.call("PUT", at, program, {**said, "text_sha256": asked["text_sha256"]})
    [answer] = kept["voices"][0]["answers"]
    assert answer["text_sha256"] == asked["text_sha256"]
    await play.call("PUT", at, program, {**said, "decision": "withdrawn"})
    await play.call("PUT", at, play.anna(), said)
