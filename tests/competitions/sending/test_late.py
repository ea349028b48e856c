"""What a tablet sent when its form took nothing any more is kept, and the chief expert decides about it."""

from typing import Any
from uuid import UUID

from tests.competitions.pages.reading import page, post, text
from tests.competitions.playing import Play
from tests.competitions.sending.test_batch import Tablet, history, told


async def late_of(play: Play, by: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = await play.get(f"/skills/{play.skill}/late-entries", play.expert(by))
    return found


async def test_what_came_after_the_sign_off_is_entered_or_set_aside_by_the_chief(play: Play) -> None:
    await play.gather()
    await play.mark_all()
    await play.sign_all()
    tablet = Tablet(play)
    standing = (await history(play, "B1"))[-1]
    better = await tablet.entry("B1.01", measurement="3", saw=standing["id"], entered_at="2026-11-20T07:00:00Z")
    other = await tablet.entry("B1.01", "Гаммин", measurement="1")
    back = await tablet.entry("B2.01", withdrawal="A slip")
    after = await tablet.entry("B1.01", measurement="4", after=better["key"])
    results = await tablet.send(better, other, back, after)
    assert told(results) == ["too-late", "too-late", "too-late", "predecessor"]
    assert [one["late"]["why"] for one in results[:3]] == ["signed"] * 3
    assert await tablet.send(better, other, back, after) == results
    assert told(await tablet.send({**better, "measurement": "2"})) == ["idempotency-key-reused"]
    assert {one["id"] for one in await late_of(play, "one")} == {one["late"]["id"] for one in results[:3]}
    assert await late_of(play, "two") == []
    assert [one["id"] for one in await history(play, "B1")] == [standing["id"]]

    entering = f"/late-entries/{results[0]['late']['id']}/entering"
    chief, body = play.expert("chief"), {"saw": standing["id"], "reason": "Came from a tablet without Wi-Fi"}
    await play.post(entering, body, play.expert("one"), expect=403)
    await play.post(entering, {**body, "reason": ""}, chief, expect=422)
    await play.post(entering, {**body, "saw": None}, chief, expect=409)
    entered = await play.post(entering, body, chief)
    assert await play.post(entering, body, chief) == entered
    [_, correction] = await history(play, "B1")
    assert (correction["mark"], correction["author"]) == ("30.00", play.experts["chief"])
    assert entered["settlement"]["record"] == correction["id"]
    await play.post(f"/late-entries/{entered['id']}/setting-aside", None, chief, expect=409)
    for one in results[1:3]:
        aside = await play.post(f"/late-entries/{one['late']['id']}/setting-aside", None, chief)
        assert (aside["settlement"]["record"], aside["settlement"]["by"]) == (None, play.experts["chief"])
    await play.post(f"/late-entries/{results[1]['late']['id']}/entering", body, chief, expect=409)
    [told_now] = await tablet.send(better)
    assert told_now["late"]["settlement"] == entered["settlement"]


async def test_what_was_taken_before_is_answered_again_though_nothing_more_is(play: Play) -> None:
    """The answer was lost, and meanwhile the competitor does not start, or the expert was dismissed."""
    await play.gather()
    tablet = Tablet(play)
    first, second = await tablet.entry("B1.01", measurement="3"), await tablet.entry("A1.01", measurement=True)
    [taken] = await tablet.send(first)
    absence = f"/registrations/{play.registrations['Бетин']}/absence"
    await play.call("PUT", absence, play.expert("chief"), {"kind": "absent", "reason": "Ill"})
    results = await tablet.send(first, second)
    assert (results[0], told(results)) == (taken, ["30.00", "too-late"])
    await play.call("DELETE", absence, play.expert("chief"))
    dismissal = f"/skills/{play.skill}/experts/{play.experts['one']}/dismissal"
    await play.post(dismissal, {"reason": "Ill"}, expect=204)
    play.app.jurors.drop((UUID(play.skill), "one"))
    third = await tablet.entry("B2.01", measurement="none left")
    results = await tablet.send(first, second, third)
    assert told(results) == ["30.00", "too-late", "too-late"]
    assert [one["late"]["why"] for one in results[1:]] == ["absent", "off_jury"]
    [late] = [one for one in await late_of(play, "chief") if one["why"] == "off_jury"]
    entered = await play.post(f"/late-entries/{late['id']}/entering", {"saw": None}, play.expert("chief"))
    assert entered["settlement"]["record"] == (await history(play, "B2"))[-1]["id"]


async def test_nobody_who_never_judged_here_leaves_anything(play: Play) -> None:
    await play.gather()
    play.experts["stranger"] = await play.person("Посторонний", account="stranger")
    assert told(
        await Tablet(play, "stranger").send(await Tablet(play, "stranger").entry("B1.01", measurement="3"))
    ) == ["not-on-jury"]
    assert await late_of(play, "chief") == []


async def test_the_page_shows_the_chief_what_to_decide_and_the_expert_what_became_of_it(play: Play) -> None:
    await play.gather()
    await play.mark_all()
    await play.sign_all()
    entry = await Tablet(play).entry(
        "A1.02", judgement=[1, 2, 2], justification="Смотрели вместе", entered_at="2026-11-20T07:00:00Z"
    )
    aside = await Tablet(play).entry("B1.01", measurement="1")
    [late, other] = [one["late"]["id"] for one in await Tablet(play).send(entry, aside)]
    chief, one, address = play.expert("chief"), play.expert("one"), f"/skills/{play.skill}/late-entries"
    marking = await page(play, f"/skills/{play.skill}/marking", chief, language="en")
    assert "2 entries came too late" in text(marking)
    seen = await page(play, address, chief, language="en")
    for words in (
        "2 entries wait for a decision",
        "Бетин Вымысел: A1.02",
        "Эксперт-two Вымысел: 2, Эксперт-three Вымысел: 2 (Смотрели вместе)",
        "Эксперт-one",
        "Correct with this",
    ):
        assert words in text(seen)
    own = text(await page(play, address, one, language="en"))
    assert ("Waits for the chief expert" in own, "Correct with this" in own) == (True, False)
    assert "Бетин" not in text(await page(play, address, play.expert("two"), language="en"))
    typed = {"late": late, "saw": (await history(play, "A1"))[-1]["id"], "reason": "По журналу", "what": "enter"}
    assert (await post(play, address, one, typed)).status_code == 403
    refused = await post(play, address, chief, {**typed, "reason": ""})
    assert refused.status_code == 422
    for sent in (typed, {"late": other, "what": "aside"}):
        assert (await post(play, address, chief, sent)).status_code == 303
    after = text(await page(play, address, one, language="en"))
    assert "Nothing waits" in after
    assert "Entered by Эксперт-chief Вымысел" in after
    assert "Set aside by Эксперт-chief Вымысел" in after
    assert [entry.get("reason") for entry in await history(play, "A1")][-1] == "По журналу"
