"""An exported championship is checked by a program that knows nothing of the service: whatever is changed in it is seen."""

import asyncio
import hashlib
import json
import sys
from collections.abc import Callable
from copy import deepcopy
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any
from zipfile import ZipFile

import jsonschema
import pytest
from tests.competitions.pages.reading import page
from tests.competitions.playing import V1, Play
from tests.competitions.sending.test_batch import Tablet

AUDIT = Path(__file__).parents[3] / "clients" / "audit" / "src"
sys.path.insert(0, str(AUDIT))
from skillproof_audit.__main__ import main  # noqa: E402 - it is no package of this environment: it is copied along

SUMMED = ("championship", "skills", "schemes", "starters", "sheets", "results", "standings")
"""Files that never change."""


async def exported(play: Play, folder: Path) -> Path:
    answer = await play.http.get(f"{V1}/championships/{play.championship}/package", headers=play.anna())
    assert answer.headers["content-type"] == "application/zip"
    with ZipFile(BytesIO(answer.content)) as package:
        package.extractall(folder)
    return folder


def audit(folder: Path) -> int:
    """The exit code."""
    return main([str(folder)])


def lines(folder: Path, name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / f"{name}.jsonl").read_text("utf-8").splitlines()]


async def test_a_championship_is_checked_without_the_service(play: Play, tmp_path: Path) -> None:
    await play.gather()
    await play.mark_all()
    await play.mark("Бетин", "A1.02", {"judgement": [0, 2, 1]}, expect=422)
    await play.mark("Бетин", "A1.02", {"judgement": [2, 2, 1], "justification": "Посмотрели снова"})
    await play.sign_all()
    await play.publish()
    folder = await exported(play, tmp_path)
    for name in (*SUMMED, "people", "texts", "sums"):
        schema = json.loads((folder / "schemas" / f"{name}.json").read_text("utf-8"))
        assert lines(folder, name)
        for line in lines(folder, name):
            jsonschema.validate(line, schema)
    marked = (folder / "sheets.jsonl").read_text("utf-8")
    assert "Бетин" not in marked
    assert "Посмотрели" not in marked

    (skill,) = lines(folder, "skills")
    head = skill["signed"]["head"]
    assert head == skill["published"]["head"]
    command = (sys.executable, "-S", "-m", "skillproof_audit", str(folder), "--head", f"01={head[:32]}")
    ran = await asyncio.create_subprocess_exec(*command, cwd=AUDIT)
    assert await ran.wait() == 0
    html = await page(play, f"/skills/{play.skill}/sign-off", play.anna(), language="en")
    assert " ".join(head[at : at + 4] for at in range(0, 32, 4)) in html

    assert main([str(folder), "--head", f"01={'0' * 32}"]) == 2
    assert main([str(folder), "--head", "02=" + head]) == 2
    every_byte_counts(folder)
    a_forger_who_mends_the_sums_is_found_by_the_chain(folder)
    for name, gone in (("texts", 1), ("people", 0)):
        before = (folder / f"{name}.jsonl").read_bytes()
        erased = [] if gone else [{**one, "name": None} for one in lines(folder, name)]
        rewrite(folder, name, erased)
        assert main([str(folder)]) == 3
        (folder / f"{name}.jsonl").write_bytes(before)
    assert main([str(folder)]) == 0


async def test_what_was_typed_about_who_is_erased_goes_along(play: Play, tmp_path: Path) -> None:
    """Beside marks with its salts, with entries that came too late, and in protests; nothing of the others."""
    await play.gather()
    await play.mark_all()
    for name in ("Бетин", "Гаммин"):
        await play.mark(name, "A1.02", {"judgement": [2, 2, 1], "justification": f"Посмотрели: {name}"})
    await play.sign_all()
    chief = play.expert("chief")
    await play.mark("Бетин", "B1.01", {"measurement": "3", "reason": "Пересчитали: Бетин"}, "chief")
    for name in ("Бетин", "Гаммин"):
        await Tablet(play).send(await Tablet(play).entry("B2.01", name, withdrawal=f"Ошибка: {name}"))
        contested = {"registration_id": play.registrations[name], "reason": f"Оспорено: {name}"}
        await play.post(f"/skills/{play.skill}/protests", contested, chief, expect=201)
    protests = (await play.get(f"/skills/{play.skill}/protests"))["protests"]
    await play.post(f"/skills/{play.skill}/protests/{protests[0]['id']}/lifting", {"reason": "Решено: Бетин"}, chief)
    before = await exported(play, tmp_path / "before")
    assert (main([str(before)]), len(lines(before, "texts"))) == (0, 3)

    subject = (await play.get(f"/registrations/{play.registrations['Бетин']}"))["subject_id"]
    await play.call("DELETE", f"/persons/{subject}", play.anna(), expect=204)
    after = await exported(play, tmp_path / "after")
    assert main([str(after)]) == 3
    for name in ("skills", "sheets"):
        assert lines(after, name) == lines(before, name)
    assert [one["texts"] for one in lines(after, "texts")] == [{"justification": "Посмотрели: Гаммин"}]
    kept = [str(one) for name in ("sheets", "late_entries", "skills") async for one in play.app.database[name].find()]
    assert not any("Бетин" in one for one in kept)
    assert sum("Ошибка: Гаммин" in one for one in kept) == 1
    assert sum("Оспорено: Гаммин" in one for one in kept) == 1
    protests = (await play.get(f"/skills/{play.skill}/protests"))["protests"]
    assert len(protests) == 2, "that it was contested stays"
    sheet = await play.get(f"/sheets/{await play.sheet('Бетин', 'B1')}")
    assert [one["mark"] for one in sheet["history"]][-1] == "30.00"


def rewrite(folder: Path, name: str, changed: list[dict[str, Any]]) -> None:
    said = [json.dumps(one, ensure_ascii=False, sort_keys=True, separators=(",", ":")) for one in changed]
    (folder / f"{name}.jsonl").write_text("".join(f"{one}\n" for one in said), "utf-8")


def every_byte_counts(folder: Path) -> None:
    """Of what was marked, signed and published."""
    chance = Random(20261127)
    for name in SUMMED:
        file = folder / f"{name}.jsonl"
        right = file.read_bytes()
        for _ in range(12):
            at = chance.randrange(len(right))
            wrong = right[:at] + bytes([right[at] ^ 1 << chance.randrange(8)]) + right[at + 1 :]
            file.write_bytes(wrong)
            assert main([str(folder)]) == 1, wrong[max(0, at - 30) : at + 30]
        file.write_bytes(right)


def a_forger_who_mends_the_sums_is_found_by_the_chain(folder: Path) -> None:
    right = {name: lines(folder, name) for name in ("sheets", "results", "sums")}
    first = right["sheets"][0]["competitor"]
    changes: tuple[Callable[[list[dict[str, Any]]], object], ...] = (
        lambda sheets: sheets[0]["records"][0]["record"].update(mark="0.01"),
        lambda sheets: sheets[0]["records"].pop(),
        lambda sheets: sheets[0].update(competitor=another(sheets, than=first)),
        lambda sheets: sheets[0].update(head="ab" * 32),
        lambda sheets: sheets.pop(),
    )
    for change in changes:
        changed = deepcopy(right["sheets"])
        change(changed)
        rewrite(folder, "sheets", changed)
        mend_sums(folder)
        assert main([str(folder)]) == 1
    rewrite(folder, "sheets", right["sheets"])
    rewrite(folder, "results", [{**one, "total": "99.99"} for one in right["results"]])
    mend_sums(folder)
    assert main([str(folder)]) == 1
    for name, kept in right.items():
        rewrite(folder, name, kept)


def test_the_audit_is_the_services_own_second_count() -> None:
    """By links, so that there is one source; whoever copies it without links has a copy of each."""
    source = Path(__file__).parents[3] / "services/competitions/src/competitions/shadow"
    linked = AUDIT / "skillproof_audit" / "shadow"
    assert {one.name: one.read_bytes() for one in linked.glob("*.py")} == {
        one.name: one.read_bytes() for one in source.glob("*.py")
    }


async def test_whose_result_comes_out_otherwise_is_named(
    play: Play, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever changes a place, a score or a rule may mend the sums: it is counted again from what experts entered."""
    await play.gather()
    await play.mark_all()
    await play.sign_all()
    await play.publish()
    championship = await exported(play, tmp_path)
    right = {name: lines(championship, name) for name in ("results", "skills", "standings", "sums")}
    whose = {one["person"]: one["name"] for one in lines(championship, "people")}
    last = whose[right["results"][2]["competitor"]]
    changes: tuple[tuple[str, Callable[[list[dict[str, Any]]], object], str], ...] = (
        ("results", lambda found: found[2].update(place=1), f"{last}: place is 1, counted again 3"),
        ("results", lambda found: found[2].update(scale_score=701), f"{last}: scale is 701, counted again "),
        ("results", lambda found: found[2].update(awards=[]), f"{last}: awards is , counted again participation"),
        ("results", lambda found: found.pop(), f"{last}: result is False, counted again True"),
        ("standings", lambda found: found[0].update(points=99), "counted again"),
        ("skills", lambda found: found[0]["published"]["rules"].update(scale_policy="ws500"), "scale is "),
    )
    for name, change, said in changes:
        changed = deepcopy(right[name])
        change(changed)
        rewrite(championship, name, changed)
        mend_sums(championship)
        assert main([str(championship)]) == 1
        assert said in capsys.readouterr().out
        rewrite(championship, name, right[name])
    mend_sums(championship)
    assert main([str(championship)]) == 0


def another(sheets: list[dict[str, Any]], *, than: str) -> str:
    return next(str(one["competitor"]) for one in sheets if one["competitor"] != than)


def mend_sums(folder: Path) -> None:
    sums = {name: hashlib.sha256((folder / f"{name}.jsonl").read_bytes()).hexdigest() for name in SUMMED}
    rewrite(folder, "sums", [{"file": name, "sha256": found} for name, found in sums.items()])
