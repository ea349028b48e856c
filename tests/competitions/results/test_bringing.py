"""A championship is exported, brought into another installation, and exported again: the results are the same, byte for byte."""

import asyncio
import re
from collections.abc import AsyncIterator, Callable
from copy import deepcopy
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID
from zipfile import ZipFile

import pytest
from bson import encode
from tests.competitions.pages.reading import page, post, text
from tests.competitions.papers.reading import pages_of, paper
from tests.competitions.playing import V1, Play
from tests.competitions.results.test_package import SUMMED, audit, exported, lines, mend_sums, rewrite
from tests.databases import empty

from competitions.commands.bringing import removals
from competitions.commands.bringing.packages import bring_in
from competitions.domain.bringing.packages import Origin, PackageBroken
from competitions.domain.championship import Championship
from competitions.packages.rebuilding import rebuilt
from competitions.wiring import App
from shared.errors import Stale
from shared.identity.principal import Principal, Role
from shared.mongo.leases import Leases
from shared.mongo.turns import Turns

ORIGIN = Origin(
    "region-47", None, datetime(2026, 11, 27, tzinfo=UTC), "0" * 64, datetime(2026, 11, 28, tzinfo=UTC), "anna"
)
ANNA = Principal("anna", "Анна", frozenset({Role.ORGANISER}), "region-47")
ENGLISH = re.compile(r"\b(?!R-\d|elsewhere)[A-Za-z]{3,}")
WHY = {"aspects": ["A1.02"], "reason": "Апелляция R-02 принята"}


async def held_elsewhere(play: Play, folder: Path) -> Path:
    """Marked, signed, opened again, corrected and published; then nothing of it is here."""
    await play.gather()
    await play.mark_all()
    await play.mark("Бетин", "A1.02", {"judgement": [0, 2, 1]}, expect=422)
    await play.mark("Бетин", "A1.02", {"judgement": [2, 2, 1], "justification": "Посмотрели снова"})
    await play.sign_all()
    await play.call("POST", f"/sheets/{await play.sheet('Бетин', 'A1')}/reopenings", play.expert("chief"), WHY)
    await play.post(f"/skills/{play.skill}/sub-criteria/A1/sign-off", by=play.expert("one"))
    await play.post(f"/skills/{play.skill}/sign-off", by=play.expert("chief"))
    await play.mark("Гаммин", "B1.01", {"measurement": "3", "reason": "Пересчитали"}, "chief")
    await play.mark("Гаммин", "A1.02", {"judgement": [3, 3, 2], "reason": "Пересчитали"}, "chief")
    await play.publish()
    found = await exported(play, folder)
    await empty(play.app.database)
    return found


def zipped(folder: Path) -> bytes:
    content = BytesIO()
    with ZipFile(content, "w") as package:
        for file in sorted(folder.glob("*.jsonl")):
            package.writestr(file.name, file.read_bytes())
    return content.getvalue()


async def check(play: Play, content: bytes, *, expect: int = 200, by: dict[str, str] | None = None) -> Any:
    headers = {**(by or play.anna()), "content-type": "application/zip"}
    answer = await play.http.post(f"{V1}/packages", content=content, headers=headers)
    assert answer.status_code == expect, answer.text
    return answer.json()


async def bring(play: Play, package: str, *, expect: int = 200, by: dict[str, str] | None = None) -> Any:
    return await play.call("POST", f"/packages/{package}/arrival", by or play.anna(), {}, expect=expect)


async def test_what_arrives_is_exported_again_the_same(play: Play, tmp_path: Path) -> None:
    before = await held_elsewhere(play, tmp_path / "before")
    found = await check(play, zipped(before))
    assert (found["skills"], found["sheets"], found["results"], found["erased"]) == (1, 9, 3, 0)
    assert not [one async for one in play.app.database["championships"].find()], "nothing is there yet"
    for _ in range(2):
        assert await bring(play, found["id"]) == {"championship_id": play.championship}
    after = await exported(play, tmp_path / "after")
    assert not lines(after, "texts"), "nobody here could have what was typed about them erased"
    for name in SUMMED:
        if name != "championship":
            assert (after / f"{name}.jsonl").read_bytes() == (before / f"{name}.jsonl").read_bytes(), name
    assert audit(after) == 3, "names and texts are not brought along, and nothing else is missing"
    assert {one["name"] for one in lines(after, "people")} == {None}
    assert await play.app.sheets.corrections([UUID(play.skill)]) == {UUID(play.skill): 2}, (
        "each is told, without its reason"
    )
    told = [name for name in ("championships", "skills", "results", "sheets", "schemes") if await play.told(name)]
    assert not told, "nobody is told, and no certificate is issued"

    html = await page(play, f"/championships/{play.championship}/publication", play.anna(), language="en")
    assert "history here" in html
    assert f'href="/skills/{play.skill}/sign-off"' in html
    home = await play.http.get(f"/championships/{play.championship}", headers={**play.anna(), "accept": "text/html"})
    assert home.headers["location"].endswith("/publication"), "there is nothing to prepare"
    for path in ("/skills", "/scoreboard"):
        await page(play, f"/championships/{play.championship}{path}", play.anna())
    for path in ("/sign-off", "/marking", "/marking/A1", "/marking/A1/grid", "/protests"):
        await page(play, f"/skills/{play.skill}{path}", play.anna())
    sheet = lines(after, "sheets")[0]["id"]
    assert "—" in text(await page(play, f"/sheets/{sheet}", play.anna()))
    protocol = text(await page(play, f"/skills/{play.skill}/protocol", play.anna(), language="en"))
    assert "1 — R-01 40.00 60.00 100.00" in protocol, "places stand without names"
    for path in (f"/sheets/{sheet}/form/filled.pdf", f"/skills/{play.skill}/forms/filled.pdf"):
        printed = await paper(play, path, play.anna())
        assert all("—" in one and "Fingerprint of this form" in one for one in pages_of(printed.content)), path
    board = await play.get(f"/championships/{play.championship}/scoreboard")
    assert [one["place"] for one in board["skills"][0]["lines"]] == [1, 2, 3]
    await killed_on_the_way(play, found["id"])
    await refused_or_here(play, before, found["id"])


async def test_what_was_brought_in_goes_as_a_whole_and_may_come_again(
    play: Play, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    about = {"name": {"ru": "Пробный центр", "en": "Trial centre"}, "address": {"ru": "Проба, 1", "en": "Trial, 1"}}
    await play.call("PUT", "/organisation", play.anna(), about, if_match='"0"')
    content = zipped(await held_elsewhere(play, tmp_path / "before"))
    found = await check(play, content)
    assert found["held_by"]["en"] == "Trial centre"
    await bring(play, found["id"])
    at = f"/championships/{play.championship}"
    assert "Trial centre" in await page(play, f"{at}/scoreboard", play.anna(), language="en")
    path = f"/packages/arrivals/{play.championship}"
    await play.call("DELETE", path, play.stranger(), expect=403)
    shown = await page(play, f"{at}/deletion", play.anna(), language="en")
    assert "Delete all of it" in shown
    unsure = await post(play, f"{at}/deletion", play.anna(), {"brought": "on"})
    assert "Tick the box" in unsure.text
    assert await play.app.championships.find(UUID(play.championship))

    await changed_meanwhile(play, monkeypatch)

    async def killed(_app: App, _id: UUID) -> None:
        raise ConnectionError

    with monkeypatch.context() as patch:
        patch.setattr(removals, "_drop_what_it_had", killed)
        with pytest.raises(ConnectionError):
            await removals.take_out(play.app, UUID(play.championship), ANNA)
    assert await play.app.championships.find(UUID(play.championship)) is None, "nobody sees half of it"
    sure = {"brought": "on", "sure": "on"}
    assert (await post(play, f"{at}/deletion", play.anna(), sure)).status_code == 303
    for name in ("championships", "skills", "sheets", "schemes", "results"):
        assert not [one async for one in play.app.database[name].find()], name
    await play.call("DELETE", path, play.anna(), expect=204)
    listed = await page(play, "/championships/new/package", play.anna(), language="en")
    assert "by anna" in text(listed)
    package = (await check(play, content))["id"]
    await bring(play, package)
    await deleted_and_brought_in_at_once(play, UUID(package), monkeypatch)
    assert len(await play.app.packages.removals.of("region-47")) == 2, "each time that it went is told"


async def changed_meanwhile(play: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each time that it is looked at somebody changes it: it stands, and nothing says that it was deleted."""

    async def change(app: App, championship: Championship, _by: Principal) -> None:
        await app.database["championships"].update_one({"_id": championship.id}, {"$inc": {"version": 1}})

    with monkeypatch.context() as patch:
        patch.setattr(removals, "end_all_duties", change)
        with pytest.raises(Stale):
            await removals.take_out(play.app, UUID(play.championship), ANNA)
    assert await play.app.championships.find(UUID(play.championship))
    assert not await play.app.packages.removals.of("region-47")


async def deleted_and_brought_in_at_once(play: Play, package: UUID, monkeypatch: pytest.MonkeyPatch) -> None:
    """By two processes: one waits for the other, so that nothing of the championship is taken for what was left of it."""
    waits, drop, take = asyncio.Event(), removals._drop_what_it_had, Leases.take
    arriving: list[asyncio.Task[Championship]] = []

    async def seen(leases: Leases, name: str, owner: str, at: datetime, until: datetime) -> bool:
        is_taken = await take(leases, name, owner, at, until)
        if not is_taken:
            waits.set()
        return is_taken

    async def slowly(app: App, id: UUID) -> None:
        arriving.append(asyncio.create_task(bring_in(replace(app, turns=Turns()), package, ANNA)))
        waiting = asyncio.create_task(waits.wait())
        await asyncio.wait({*arriving, waiting}, return_when=asyncio.FIRST_COMPLETED)
        waiting.cancel()
        await drop(app, id)

    with monkeypatch.context() as patch:
        patch.setattr(Leases, "take", seen)
        patch.setattr(removals, "_drop_what_it_had", slowly)
        await removals.take_out(play.app, UUID(play.championship), ANNA)
    await asyncio.gather(*arriving)
    assert await play.app.championships.find(UUID(play.championship))
    assert len(await play.app.skills.of(UUID(play.championship))) == 1


async def test_what_was_held_here_is_not_deleted_as_if_it_was_brought_in(play: Play) -> None:
    await play.gather()
    refused = await play.call("DELETE", f"/packages/arrivals/{play.championship}", play.anna(), expect=409)
    assert refused["type"].endswith("not-brought")
    assert await play.app.championships.find(UUID(play.championship))


async def test_a_package_is_its_organisations_and_what_experts_typed_is_not_in_it(play: Play, tmp_path: Path) -> None:
    before = await held_elsewhere(play, tmp_path / "before")
    package = (await check(play, zipped(before), by=play.stranger()))["id"]
    waiting = b"".join([one async for one in raw(play, "packages", "package_contents")])
    with ZipFile(BytesIO(zipped(before))) as sent:
        assert any("Бетин" in sent.read(name).decode() for name in sent.namelist())
    assert b"PK\x03\x04" not in waiting, "names and texts are sealed while it waits"
    assert not any(word.encode() in waiting for word in ("Апелляция", "Посмотрели", "Пересчитали", "Бетин"))
    await bring(play, package, expect=403)
    await bring(play, package, by=play.stranger())
    kept = [str(one) for name in ("sheets", "skills", "results") async for one in play.app.database[name].find()]
    assert not any(word in one for one in kept for word in ("Апелляция", "Посмотрели", "Пересчитали", "Бетин"))


async def test_whatever_is_not_what_was_hashed_is_told(play: Play, tmp_path: Path) -> None:
    """That holds together for the audit, since nobody hashes it, and would be stored."""
    changes: tuple[tuple[str, Callable[[Any], object]], ...] = (
        ("results", lambda found: found[0].update(id=found[1]["id"])),
        ("results", lambda found: found[0].update(id=str(UUID(int=7)))),
        ("people", lambda found: found[0].update(subject=str(UUID(int=7)))),
        ("championship", lambda found: found[0].update(time_zone="Europe/Atlantis")),
        ("championship", lambda found: found[0].update(name={"ru": "\u0000", "en": ""})),
        ("championship", lambda found: found[0].update(scale_policy="elsewhere")),
        ("sheets", lambda found: found[0].update(registration=str(UUID(int=7)))),
        ("sheets", lambda found: found[0]["records"][0]["record"].update(more="than a mark has")),
        ("starters", lambda found: found.pop()),
        ("skills", lambda found: found.append(found[0])),
    )
    before = await held_elsewhere(play, tmp_path)
    held = {file.stem: lines(before, file.stem) for file in before.glob("*.jsonl")}
    rebuilt(held, ORIGIN, "region-47")
    for name, change in changes:
        changed = {**held, name: deepcopy(held[name])}
        change(changed[name])
        with pytest.raises(PackageBroken):
            rebuilt(changed, ORIGIN, "region-47")


async def raw(play: Play, *collections: str) -> AsyncIterator[bytes]:
    """Documents as they lie in the database."""
    for name in collections:
        async for one in play.app.database[name].find():
            yield encode(one, codec_options=play.app.database.codec_options)


async def refused_or_here(play: Play, before: Path, package: str) -> None:
    """Refused whole, with what is wrong."""
    right = {name: lines(before, name) for name in ("results", "skills", "championship", "sums")}
    changes: tuple[tuple[str, Callable[[Any], object], int, str], ...] = (
        ("results", lambda found: found[0].update(place=2), 422, "package-broken"),
        ("championship", lambda found: found[0].update(ruleset="elsewhere"), 409, "ruleset-missing"),
        ("skills", lambda found: found[0]["published"].update(status="unofficial"), 422, "package-unfinished"),
    )
    for name, change, status, problem in changes:
        changed = deepcopy(right[name])
        change(changed)
        rewrite(before, name, changed)
        mend_sums(before)
        headers = {**play.anna(), "accept-language": "ru", "idempotency-key": name}
        refused = await check(play, zipped(before), expect=status, by=headers)
        assert refused["type"].endswith(problem)
        assert not ENGLISH.search(refused["errors"][0]["message"]), refused
        rewrite(before, name, right[name])
    kept = b"".join([one async for one in raw(play, "idempotency")])
    assert not any(name.encode() in kept for name in ("Альфин", "Бетин", "Гаммин")), "the check names them"
    for content in (b"", b"PK"):
        assert (await check(play, content, expect=422))["type"].endswith("package-broken")
    await play.app.database["championships"].update_one({}, {"$set": {"origin.digest": "0" * 64}})
    assert (await bring(play, package, expect=409))["type"].endswith("already-here")


async def killed_on_the_way(play: Play, package: str) -> None:
    """It leaves nothing that a repeat keeps."""
    held = await play.app.championships.get(UUID(play.championship))
    await play.app.database["championships"].delete_many({})
    sheet = await play.app.database["sheets"].find_one({})
    assert sheet
    await play.app.database["sheets"].update_one({"_id": sheet["_id"]}, {"$set": {"entered": 99}})
    await bring(play, package)
    again = await play.app.sheets.get(sheet["_id"])
    assert again.entered != 99
    assert replace(await play.app.championships.get(held.id), origin=None) == replace(held, origin=None)
