"""Child processes that never outlive us: each in a group of its own, with its output in a log file."""

import asyncio
import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, Final

PR_SET_PDEATHSIG: Final = 1
POLL: Final = 0.05
LAST_LINES: Final = 15

_libc = ctypes.CDLL(None) if sys.platform == "linux" else None


class NotReady(Exception):
    """A part ended, or did not answer in time; says what its log says last."""


class Process:
    def __init__(
        self, name: str, command: Sequence[str | Path], log: Path, env: Mapping[str, str] | None = None
    ) -> None:
        self.name = name
        self.log = log
        self._command = [str(word) for word in command]
        self._env = {**os.environ, **(env or {})}
        self._popen: subprocess.Popen[bytes] | None = None
        self._asked_to_end = False

    @property
    def pid(self) -> int | None:
        return self._popen.pid if self._popen else None

    @property
    def alive(self) -> bool:
        return self._popen is not None and self._popen.poll() is None

    @property
    def end(self) -> str:
        """How it ended, such as "was killed by SIGKILL"; empty while it runs, and where we have stopped it."""
        if self._popen is None or self._asked_to_end or self.alive:
            return ""
        code = self._popen.returncode
        return f"was killed by {signal.Signals(-code).name}" if code < 0 else f"ended with exit code {code}"

    def start(self) -> None:
        """Call it from the main thread: the kernel ties a child's end to the thread that started it."""
        self._asked_to_end = False
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as log:
            self._popen = self._begun(log)

    def _begun(self, log: IO[bytes]) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            self._command,
            env=self._env,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=_die_with(os.getpid()),  # noqa: PLW1509 - one system call, its library loaded before
        )

    def kill(self) -> None:
        """As `kill -9` does."""
        if self._popen is not None:
            self._signal(signal.SIGKILL)
            self._popen.wait()

    def pause(self) -> None:
        """As SIGSTOP does, until `go_on`."""
        self._signal(signal.SIGSTOP)

    def go_on(self) -> None:
        self._signal(signal.SIGCONT)

    async def stop(self, grace: float = 15) -> None:
        """SIGTERM, and SIGKILL to the whole group where that is not obeyed within `grace` seconds."""
        self._asked_to_end = True
        if self._popen is None:
            return
        if self.alive:
            self._popen.send_signal(signal.SIGTERM)
            with suppress(subprocess.TimeoutExpired):
                await asyncio.to_thread(self._popen.wait, grace)
        self._signal(signal.SIGKILL)
        self._popen.wait()

    async def until(self, ready: Callable[[], Awaitable[bool]], seconds: float = 60) -> None:
        """Waits until `ready`; raises NotReady where the process ends before, or time does."""
        deadline = asyncio.get_running_loop().time() + seconds
        while not await ready():
            if not self.alive:
                raise NotReady(f"{self.name} ended at its start:\n{self.last_lines()}")
            if asyncio.get_running_loop().time() > deadline:
                raise NotReady(f"{self.name} was not ready within {seconds:.0f} s:\n{self.last_lines()}")
            await asyncio.sleep(POLL)

    def last_lines(self) -> str:
        lines = self.log.read_text(errors="replace").splitlines() if self.log.exists() else []
        return "\n".join(f"  {line}" for line in lines[-LAST_LINES:]) + f"\n  (all of it: {self.log})"

    def _signal(self, number: signal.Signals) -> None:
        """To the whole group: what the process started itself goes with it."""
        if self._popen is not None:
            with suppress(ProcessLookupError):
                os.killpg(self._popen.pid, number)


def _die_with(parent: int) -> Callable[[], None]:
    """Makes the kernel end the child when its parent ends in whatever way, also by `kill -9`."""

    def ask() -> None:
        if _libc is not None:
            _libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
            if os.getppid() != parent:
                os.kill(os.getpid(), signal.SIGKILL)

    return ask
