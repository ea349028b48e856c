"""Processes of the services that are started by copying one that has imported them: a tenth of a second in place of one to three.

For tests that start services and kill them. What a start from nothing does is held by the tests of the stack and of the demo.
"""

import ctypes
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from array import array
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from typing import IO, Final

from tests.forks.source import PR_SET_PDEATHSIG

from localstack.folders import CHECKOUT
from localstack.processes import Process

PR_SET_CHILD_SUBREAPER: Final = 36
_libc: Final = ctypes.CDLL(None)


class Source:
    def __init__(self) -> None:
        self._ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.forks.source", str(theirs.fileno())],
                cwd=CHECKOUT,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                start_new_session=True,
                preexec_fn=lambda: _libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL),  # noqa: PLW1509 - one system call
            )
        self._one_at_a_time = threading.Lock()

    def copied(self, words: Sequence[str], env: Mapping[str, str], outputs: Sequence[int]) -> int:
        """The process id of a new child of ours."""
        message = json.dumps((words, dict(env), os.getpid())).encode()
        with self._one_at_a_time, _taking_in_orphans():
            socket.send_fds(self._ours, [message], outputs)
            answer = array("q", self._ours.recv(8))
        return answer[0]


@contextmanager
def _taking_in_orphans() -> Iterator[None]:
    """For the moment in which the copy loses its parent, and no longer: others' orphans are no business of ours."""
    _libc.prctl(PR_SET_CHILD_SUBREAPER, 1)
    yield
    _libc.prctl(PR_SET_CHILD_SUBREAPER, 0)


@cache
def source() -> Source:
    """One a run; it ends with us."""
    return Source()


class Forked(subprocess.Popen[bytes]):
    """`python -m <words>` in a session of its own: to be killed and waited for as any other."""

    def __init__(
        self, words: Sequence[str], env: Mapping[str, str], out: IO[bytes] | None = None, err: IO[bytes] | None = None
    ) -> None:
        """`out` and `err`: where it writes; to our own stdout and stderr unless they are named."""
        self.args = words
        self.stdin = self.stdout = self.stderr = None
        self.returncode = None
        self._child_created = True
        self._waitpid_lock = threading.Lock()
        self._sigint_wait_secs = 0.25
        self.pid = source().copied(words, env, [out.fileno() if out else 1, err.fileno() if err else 2])


class ForkedProcess(Process):
    """A service's process in a stack whose start is of no interest."""

    def _begun(self, log: IO[bytes]) -> subprocess.Popen[bytes]:
        python, dash, *words = self._command
        assert (python, dash) == (sys.executable, "-m")
        return Forked(words, self._env, log, log)


def ended(words: Sequence[str], env: Mapping[str, str]) -> tuple[int, str, str]:
    """A command of a service: its exit code, and what it said on stdout and stderr. Blocks."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        code = Forked(words, env, out, err).wait(timeout=60)
        return code, read(out).decode(), read(err).decode()


def read(file: IO[bytes]) -> bytes:
    """All that a process has written to it so far; where it goes on writing stays as it is."""
    return os.pread(file.fileno(), os.fstat(file.fileno()).st_size, 0)
