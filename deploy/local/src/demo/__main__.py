"""`python -m demo`: starts the local stack, plays a championship on it, shows what came out."""

import asyncio
import json
import shutil
import sys
import time
from pathlib import Path
from typing import Annotated

import httpx2
import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from client.caller import Refused
from client.waiting import Late
from demo import report, story, summary
from demo.people import PEOPLE
from localstack import interrupts
from localstack.folders import VAR
from localstack.jars import JarsUnreachable, WrongSum
from localstack.layout import Layout
from localstack.ports import PortTaken
from localstack.processes import NotReady
from localstack.stack import Stack

INTERRUPTED = 130


def main(
    port: int = 8080,
    once: Annotated[bool, typer.Option(help="End when it is played")] = False,
    keep: Annotated[bool, typer.Option(help="Show the data of the last run instead of playing anew")] = False,
    folder: Annotated[Path, typer.Option(help="Where data, logs and results are kept")] = VAR / "demo",
) -> None:
    """Plays a championship on the local stack."""
    try:
        ok = interrupts.run(_demo(folder, port, once=once, keep=keep))
    except interrupts.Interrupted:
        sys.exit(INTERRUPTED)
    except (PortTaken, NotReady, JarsUnreachable, WrongSum, Refused, Late, httpx2.HTTPError) as error:
        sys.exit(f"{type(error).__name__}: {error}")
    sys.exit(not ok)


async def _demo(folder: Path, port: int, *, once: bool, keep: bool) -> bool:
    begun = time.monotonic()
    console = Console()
    at = folder / "stack"
    kept = keep and (folder / "summary.json").exists()
    layout = Layout.kept(at, port) if kept else Layout.fresh(at, port)
    with _progress(console) as progress:
        starting = progress.add_task("local stack", total=7)
        stack = Stack(layout, PEOPLE, tell=lambda _name: progress.advance(starting))
        async with stack:
            if kept:
                progress.stop()
                return await _show_kept(console, folder, layout, once=once)
            return await _play(console, progress, stack, folder, begun, once=once)


async def _play(console: Console, progress: Progress, stack: Stack, folder: Path, begun: float, *, once: bool) -> bool:
    shutil.rmtree(folder / "certificates", ignore_errors=True)
    (folder / "summary.json").unlink(missing_ok=True)
    async with story.stage_on(stack, folder / "certificates", progress) as stage:
        await story.play(stage, stack)
        progress.stop()
        told = summary.write(folder / "summary.json", stage, stack.versions(), time.monotonic() - begun)
        report.show(console, stage, told, stack.layout)
        await _stay(console, once=once)
        return stage.checks.ok


async def _show_kept(console: Console, folder: Path, layout: Layout, *, once: bool) -> bool:
    told = json.loads((folder / "summary.json").read_text())
    console.print(f"The data of the last run are up again: {layout.public_url}, people {layout.sign_in_url}")
    await _stay(console, once=once)
    return bool(told["ok"])


async def _stay(console: Console, *, once: bool) -> None:
    if not once:
        console.print("\nIt stays up until Ctrl-C.")
        await asyncio.Event().wait()


def _progress(console: Console) -> Progress:
    columns = (TextColumn("{task.description:>14}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    return Progress(*columns, console=console)


if __name__ == "__main__":
    command = typer.Typer(pretty_exceptions_enable=False, add_completion=False)
    command.command()(main)
    command()
