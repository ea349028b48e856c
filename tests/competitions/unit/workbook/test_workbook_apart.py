"""A workbook is read in a process of its own, which has bounds and nothing of ours."""

import asyncio
import json
import sys
from io import BytesIO

import pytest
from tests.competitions.unit.workbook.workbooks import (
    MEGABYTE,
    SMALL,
    STRINGS,
    cell_of,
    made,
    read,
    refused,
    strings,
    with_parts,
)
from tests.competitions.workbook_maker import Scheme

from competitions.domain.marking_scheme import Limits
from competitions.workbook import WorkbookRefused, alone, apart
from competitions.workbook.alone import order, serve
from competitions.workbook.apart import read_apart
from demo.scheme import schemes
from demo.workbook import workbook
from shared.process.alone import Bounds
from shared.process.apart import ReaderFailed

OUT_OF_BOUNDS = "Reading the workbook takes more time or memory than a marking scheme needs."


async def refused_apart(content: bytes, bounds: Bounds | None = None) -> str:
    with pytest.raises(WorkbookRefused) as caught:
        await read_apart(content, Limits(), bounds)
    return caught.value.faults[0].message


async def test_a_scheme_comes_out_as_it_was_read() -> None:
    """With every kind of calculator, and its decimals."""
    for content in (SMALL, workbook(schemes()[0]), workbook(schemes()[1])):
        assert await read_apart(content, Limits()) == read(content)


async def test_faults_come_out_as_they_were_found() -> None:
    content = made(cells={cell_of("Plan is there", "K"): "thirty", "I5": "=40"})
    with pytest.raises(WorkbookRefused) as caught:
        await read_apart(content, Limits())
    assert {fault.where: fault for fault in caught.value.faults} == refused(content)


async def test_the_limits_of_the_ruleset_hold_there_too() -> None:
    lopsided = Scheme(cells={"I5": 30, "I6": 70}).xlsx()
    assert "apart" in await refused_apart(lopsided)
    free = Limits(is_variation_acceptable=True).accepting_variation()
    assert (await read_apart(lopsided, free)).variation == 20


async def test_too_much_time_is_refused() -> None:
    assert await refused_apart(SMALL, Bounds(seconds=0)) == OUT_OF_BOUNDS


async def test_too_much_memory_is_refused() -> None:
    heavy = with_parts({STRINGS: strings(b"<si><t>" + b"x " * 3 * MEGABYTE + b"</t></si>")})
    assert "time or memory" not in await refused_apart(heavy)
    assert await refused_apart(heavy, Bounds(megabytes=32)) == OUT_OF_BOUNDS


async def test_a_process_that_is_not_waited_for_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[asyncio.subprocess.Process] = []
    begin = asyncio.create_subprocess_exec

    async def remembered(*words: str, **rest: object) -> asyncio.subprocess.Process:
        assert rest["env"] == {}, "no secrets of the service's own environment"
        process = await begin(*words, **rest)  # type: ignore[arg-type]
        started.append(process)
        return process

    monkeypatch.setattr(asyncio, "create_subprocess_exec", remembered)
    reading = asyncio.ensure_future(read_apart(SMALL, Limits()))
    async with asyncio.timeout(30):
        while not started:  # noqa: ASYNC110 - the process is begun within the call
            await asyncio.sleep(0.001)
    reading.cancel()
    with pytest.raises(asyncio.CancelledError):
        await reading
    assert started[0].returncode is not None


async def test_a_fault_of_ours_is_no_fault_of_the_workbook(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "ALONE", "competitions.workbook.nowhere")
    with pytest.raises(ReaderFailed):
        await read_apart(SMALL, Limits())


def test_an_unexpected_error_is_told_by_its_type_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise KeyError("what stands in a cell")

    monkeypatch.setattr(alone, "read_marking_scheme", broken)
    monkeypatch.setattr(alone, "bind", lambda _: None)
    answers = BytesIO()
    assert serve(BytesIO(order(Limits(), Bounds()) + SMALL), answers) == 0
    assert json.loads(answers.getvalue()) == {"kind": "failed", "error": "KeyError"}


async def test_an_unexpected_error_is_raised_on_this_side(monkeypatch: pytest.MonkeyPatch) -> None:
    async def failed(*_: object) -> bytes:
        return b'{"kind": "failed", "error": "KeyError"}'

    monkeypatch.setattr(apart, "asked", failed)
    with pytest.raises(ReaderFailed, match="KeyError"):
        await read_apart(SMALL, Limits())


async def test_the_process_has_bounds_no_files_and_only_the_standard_library() -> None:
    """Asked from within: what the reader could see and do."""
    code = (
        "import json, resource, sys\n"
        "import competitions.workbook.alone\n"
        "from shared.process.alone import Bounds, bind\n"
        "resource.setrlimit(resource.RLIMIT_CPU, (7, 7))\n"
        "bind(Bounds(megabytes=300, seconds=9))\n"
        "limits = [resource.getrlimit(getattr(resource, 'RLIMIT_' + name)) for name in ('AS', 'CPU', 'FSIZE', 'CORE')]\n"
        "tops = {name.partition('.')[0] for name in sys.modules} & {'pymongo', 'fastapi', 'pydantic'}\n"
        "loaded = sorted(tops | {name for name in sys.modules if name.startswith('shared.')})\n"
        "print(json.dumps([limits, loaded]))"
    )
    process = await asyncio.create_subprocess_exec(sys.executable, "-I", "-c", code, stdout=asyncio.subprocess.PIPE)
    output, _ = await process.communicate()
    limits, loaded = json.loads(output)
    assert limits == [[300 * MEGABYTE] * 2, [7, 7], [0, 0], [0, 0]]
    mine = ["shared.process", "shared.process.alone", "shared.text"]
    assert [name for name in loaded if not name.startswith("shared.workbooks")] == mine, "the standard library alone"
