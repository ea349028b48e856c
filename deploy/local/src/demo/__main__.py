"""`python -m demo`: starts the local stack, plays a championship on it, shows what came out."""

import asyncio
import json
import shutil
import sys
import time
from functools import partial
from pathlib import Path
from typing import Annotated

import httpx2
import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from client.caller import Refused
from client.reasons import reason
from client.waiting import Late
from demo import report, story, summary
from demo.people import PEOPLE
from localstack import interrupts
from localstack.failures import FAILURES
from localstack.folders import VAR
from localstack.kept import lay_out
from localstack.layout import Layout
from localstack.stack import Stack
from localstack.watch import watched

INTERRUPTED = 130
COMMAND = "make demo"
AGAIN = f"{COMMAND} KEEP=1"


def main(
    port: Annotated[int | None, typer.Option(help="8080, or with --keep the one of the data")] = None,
    once: Annotated[bool, typer.Option(help="End when it is played")] = False,
    keep: Annotated[bool, typer.Option(help="Show the data of the last run instead of playing anew")] = False,
    folder: Annotated[Path, typer.Option(help="Where data, logs and results are kept")] = VAR / "demo",
) -> None:
    """Plays a championship on the local stack."""
    try:
        ok = interrupts.run(_demo(folder, port, once=once, keep=keep))
    except interrupts.Interrupted:
        print(f"\nstopped{f' ({AGAIN} brings it up again)' if summary.file(folder).exists() else ''}")
        sys.exit(INTERRUPTED)
    except (*FAILURES, Refused, Late, httpx2.HTTPError) as error:
        sys.exit(reason(error))
    sys.exit(not ok)


async def _demo(folder: Path, port: int | None, *, once: bool, keep: bool) -> bool:
    begun = time.monotonic()
    console = Console()
    tell = partial(_tell, console)
    played = summary.file(folder).exists()
    kept = keep and played
    if keep and not kept:
        tell("No championship was played to its end here: it is played now.")
    layout = lay_out(folder / "stack", port, keep=kept, command=COMMAND if played else "", tell=tell)
    with _progress(console) as progress:
        starting = progress.add_task("local stack", total=7)
        stack = Stack(layout, PEOPLE, tell=lambda _name: progress.advance(starting))
        async with stack, watched(stack, AGAIN, tell):
            if kept:
                progress.stop()
                return await _show_kept(console, folder, layout, once=once)
            return await _play(console, progress, stack, folder, begun, once=once)


async def _play(console: Console, progress: Progress, stack: Stack, folder: Path, begun: float, *, once: bool) -> bool:
    shutil.rmtree(folder / "certificates", ignore_errors=True)
    summary.file(folder).unlink(missing_ok=True)
    async with story.stage_on(stack, folder / "certificates", progress) as stage:
        await story.play(stage, stack)
        progress.stop()
        told = summary.write(summary.file(folder), stage, stack.versions(), time.monotonic() - begun)
        report.show(console, stage.checks, told)
        places = report.Places.of(stage, stack.layout)
        places.write(folder)
        await _stay(console, folder, places, once=once)
        return stage.checks.ok


async def _show_kept(console: Console, folder: Path, layout: Layout, *, once: bool) -> bool:
    told = json.loads(summary.file(folder).read_text())
    _tell(console, f"The championship of the last run is up again: {layout.public_url}")
    await _stay(console, folder, report.Places.read(folder), once=once)
    return bool(told["ok"])


async def _stay(console: Console, folder: Path, places: report.Places, *, once: bool) -> None:
    """With `once` every address is dead in a moment, so that none is shown."""
    if once:
        _tell(console, f"\nWhat was made is in {folder}. {AGAIN} brings it up again, with links to open.")
        return
    places.show(console)
    _tell(console, f"\nIt stays up until Ctrl-C; {AGAIN} brings it up again later.")
    await asyncio.Event().wait()


def _tell(console: Console, text: str) -> None:
    """Addresses and paths are never cut: they are there to be copied."""
    console.print(text, soft_wrap=True, highlight=False, markup=False)


def _progress(console: Console) -> Progress:
    columns = (TextColumn("{task.description:>14}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    return Progress(*columns, console=console)


if __name__ == "__main__":
    command = typer.Typer(pretty_exceptions_enable=False, add_completion=False)
    command.command()(main)
    command()
