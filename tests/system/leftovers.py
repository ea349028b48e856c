"""Processes of a stack that are still there: their command lines or settings name its folder."""

import time
from pathlib import Path


def left_behind(folder: Path) -> list[str]:
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            state = (process / "stat").read_text().rpartition(")")[2].split()[0]
            command = (process / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
            settings = (process / "environ").read_bytes().decode(errors="replace")
        except OSError:  # another user's, or gone meanwhile
            continue
        if state != "Z" and (str(folder) in command or str(folder) in settings) and f"--folder {folder}" not in command:
            found.append(command)
    return found


def until_nothing_is_left(folder: Path, seconds: float = 10) -> None:
    deadline = time.monotonic() + seconds
    while left := left_behind(folder):
        assert time.monotonic() < deadline, left
        time.sleep(0.05)
