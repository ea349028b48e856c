"""A batch of a tablet's entries: each is answered by itself, in order, and is on its sheet once however often it is sent."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from tests.competitions.playing import Play, unknown

from competitions.commands.marking import Proposal, enter_mark
from competitions.commands.sending import batch
from competitions.domain.mark import Mark
from competitions.wiring import App
from shared.errors import Transient


class Tablet:
    """Makes entries as the page does, and sends them together."""

    def __init__(self, play: Play, account: str = "one") -> None:
        self.play, self.account = play, account

    async def entry(self, code: str, family_name: str = "Бетин", **said: Any) -> dict[str, Any]:
        seen = {} if "after" in said else {"saw": None}
        if "judgement" in said and "judges" not in said:
            said["judges"] = (await self.play.get(f"/sheets/{await self.play.sheet(family_name, 'A1')}"))["panel"][:3]
        own = {"key": str(uuid4()), "sheet": await self.play.sheet(family_name, code.partition(".")[0]), "code": code}
        return {**own, "author": self.play.experts[self.account], **seen, **said}

    async def send(self, *entries: Any, by: str | None = None) -> list[dict[str, Any]]:
        answer = await self.play.post(
            "/sheets/entries", {"entries": list(entries)}, self.play.expert(by or self.account)
        )
        results: list[dict[str, Any]] = answer["results"]
        assert len(results) == len(entries)
        return results


def told(results: list[dict[str, Any]]) -> list[str]:
    """Of each what it became: its mark, or the problem."""
    return [
        one["problem"]["type"].rpartition("/")[2] if one["problem"] else one["record"].get("mark", "-")
        for one in results
    ]


async def history(play: Play, form: str, family_name: str = "Бетин") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await play.get(f"/sheets/{await play.sheet(family_name, form)}"))["history"]
    return found


async def test_each_entry_is_answered_in_order_and_a_repeat_changes_nothing(play: Play) -> None:
    await play.gather()
    tablet = Tablet(play)
    first = await tablet.entry("A1.01", measurement=True, entered_at="2026-11-20T07:00:00Z")
    batch = [
        await tablet.entry("B1.01", measurement="9"),
        first,
        await tablet.entry("A1.01", measurement=False, after=first["key"]),
        await tablet.entry("B1.01", "Гаммин", measurement="5"),
        await tablet.entry("A1.02", judgement=[0, 3, 3]),
        "no entry",
        {**await tablet.entry("A1.02", judgement=[1, 2, 2]), "more": 1},
        await tablet.entry("A1.01", sheet=str(unknown()), measurement=True),
        {
            name: value
            for name, value in (await tablet.entry("B2.01", measurement="none left")).items()
            if name != "saw"
        },
        await tablet.entry("B1.01", measurement="4", after=str(uuid4())),
    ]
    results = await tablet.send(*batch)
    assert told(results) == [
        "value-unfit", "30.00", "0.00", "50.00", "spread-too-wide", "invalid", "invalid", "unknown", "saw-needed", "predecessor",
    ]  # fmt: skip
    assert [one["status"] for one in results] == [422, 200, 200, 200, 422, 422, 422, 404, 428, 424]
    assert [one["key"] for one in results] == [one["key"] if isinstance(one, dict) else "" for one in batch]
    again = await tablet.send(*batch)
    assert again == results
    kept = await history(play, "A1")
    assert [(one["code"], one.get("mark")) for one in kept] == [("A1.01", "30.00"), ("A1.01", "0.00"), ("A1.02", None)]
    assert (kept[0]["entered_at"], kept[1]["entered_at"]) == ("2026-11-20T07:00:00Z", None)
    assert kept[0]["author"] == play.experts["one"]
    assert told(await tablet.send({**first, "measurement": False})) == ["idempotency-key-reused"]


async def test_what_was_sent_alone_is_the_same_entry_in_a_batch(play: Play) -> None:
    await play.gather()
    tablet, key = Tablet(play), str(uuid4())
    alone = await play.mark("Бетин", "B1.01", {"measurement": "3", "saw": None}, idempotency_key=key)
    [result] = await tablet.send(await tablet.entry("B1.01", measurement="3", key=key))
    assert result["record"] == alone
    reason = {"reason": "A slip", "saw": alone["id"]}
    path = f"/sheets/{await play.sheet('Бетин', 'B1')}/marks/B1.01/withdrawal"
    taken = await play.post(path, reason, play.expert("one"), idempotency_key=key)
    [result] = await tablet.send(await tablet.entry("B1.01", withdrawal="A slip", key=key, saw=alone["id"]))
    assert result["record"] == taken


async def test_a_colleagues_newer_mark_is_a_question_and_the_same_entry_confirms(play: Play) -> None:
    await play.gather()
    theirs = await play.mark("Бетин", "B1.01", {"measurement": "3"}, "two")
    tablet = Tablet(play)
    mine = await tablet.entry("B1.01", measurement="4")
    then = await tablet.entry("B1.01", measurement="5", after=mine["key"])
    same = await tablet.entry("B1.01", measurement="3")
    results = await tablet.send(mine, then, same)
    assert told(results) == ["overtaken", "predecessor", "30.00"]
    assert (results[0]["problem"]["newest"]["id"], results[2]["record"]) == (theirs["id"], theirs)
    assert told(await tablet.send({**mine, "key": str(uuid4()), "saw": theirs["id"]}, then)) == ["40.00", "predecessor"]


async def test_what_passes_holds_up_what_is_behind_it_on_its_sheet(play: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else the history would say that the expert entered the second one first."""
    await play.gather()
    tablet = Tablet(play)
    sent = [
        await tablet.entry("A1.01", measurement=True),
        await tablet.entry("A1.02", judgement=[2, 2, 2]),
        await tablet.entry("B1.01", measurement="4"),
    ]

    async def is_away(app: App, sheet_id: UUID, proposal: Proposal) -> Mark:
        if proposal.code == "A1.01":
            raise Transient
        return await enter_mark(app, sheet_id, proposal)

    with monkeypatch.context() as patched:
        patched.setattr(batch, "enter_mark", is_away)
        results = await tablet.send(*sent)
    assert [one["status"] for one in results] == [503, 424, 200]
    assert [one["status"] for one in await tablet.send(*sent)] == [200, 200, 200]
    assert [one["code"] for one in await history(play, "A1")] == ["A1.01", "A1.02"]


async def test_only_who_entered_it_sends_it(play: Play) -> None:
    await play.gather()
    tablet = Tablet(play)
    entries = [await tablet.entry("B1.01", "Гаммин", measurement="3"), await tablet.entry("B1.01", measurement="3")]
    assert told(await tablet.send(*entries, by="two")) == ["somebody-else"] * 2
    await play.person("Посторонний", account="stranger")
    assert told(await tablet.send(*entries, by="stranger")) == ["somebody-else"] * 2
    assert await history(play, "B1") == []
    assert told(await tablet.send(*entries)) == ["30.00", "30.00"]


async def test_a_batch_that_is_no_batch_or_too_large_is_refused_whole(play: Play) -> None:
    await play.gather()
    tablet = Tablet(play)
    one = await tablet.entry("B1.01", measurement="3")
    bodies: list[Any] = [{"entries": []}, {"entries": [one] * 101}, {"entries": one}, {}, []]
    for body in bodies:
        await play.post("/sheets/entries", body, play.expert("one"), expect=422)
    large = await tablet.entry("A1.02", judgement=[1, 2, 2], justification="я" * 2000)
    await play.post("/sheets/entries", {"entries": [large] * 30}, play.expert("one"), expect=413)
    await play.call("POST", "/sheets/entries", {}, {"entries": [one]}, expect=401)
    assert await history(play, "B1") == []
    # The clock of a tablet whose battery was empty.
    results = await tablet.send({**one, "entered_at": "1970-01-01T00:00:00Z"})
    assert (told(results), results[0]["record"]["entered_at"]) == (["30.00"], None)
