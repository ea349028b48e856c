"""Has imported the services once and waits; each of its copies is a process of one of them: `python -m tests.forks.source <socket>`.

A copy is what `python -m <service> …` is after its imports: nothing but these stands before it is made, no thread, no loop, no
connection. It becomes the child of whoever asked, so that killing it and waiting for it is what it always is.
"""

import ctypes
import gc
import json
import os
import runpy
import signal
import socket
import sys
from array import array
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Final, NamedTuple

PR_SET_PDEATHSIG: Final = 1
LONGEST: Final = 1 << 20
SERVICES: Final = ("competitions", "certificates", "notifications")


class Asked(NamedTuple):
    words: Sequence[str]
    """After `python -m`."""
    env: Mapping[str, str]
    parent: int
    outputs: Sequence[int]
    """Open files for stdout and stderr."""


def load() -> None:
    gc.disable()  # what is looked through is written to, and then no copy shares it
    for service in SERVICES:
        import_module(f"{service}.asgi")
        import_module(f"{service}.__main__")
        del sys.modules[f"{service}.__main__"]  # a copy runs it as its own
    gc.freeze()
    assert len(list(Path("/proc/self/task").iterdir())) == 1, "a copy would lack the threads that an import has started"


def heard(ours: socket.socket) -> Asked | None:
    """None where nobody will ask any more."""
    message, outputs, _, _ = socket.recv_fds(ours, LONGEST, 2)
    if not message:
        return None
    words, env, parent = json.loads(message)
    return Asked(words, env, parent, outputs)


def copy(ours: socket.socket, asked: Asked) -> bool:
    """True in the copy. The process between it and us ends at once: then it is a child of whoever takes in orphans, who has asked."""
    told, telling = os.pipe()
    if between := os.fork():
        made = os.read(told, 8)
        os.waitpid(between, 0)
        for used in (told, telling, *asked.outputs):
            os.close(used)
        ours.send(made)
        return False
    if child := os.fork():
        os.write(telling, array("q", [child]).tobytes())
        os._exit(0)
    for unused in (told, telling, ours.detach()):
        os.close(unused)
    return True


def become(asked: Asked) -> None:
    """Returns as little as `python -m` does."""
    os.setsid()
    while (parent := os.getppid()) != asked.parent:
        if parent == 1:
            os._exit(1)  # it has ended meanwhile
        os.sched_yield()
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    for number, output in enumerate(asked.outputs, start=1):
        os.dup2(output, number)
        os.close(output)
    os.environ.clear()
    os.environ.update(asked.env)
    sys.argv = list(asked.words)
    gc.enable()
    runpy.run_module(asked.words[0], run_name="__main__", alter_sys=True)


def main() -> None:
    ours = socket.socket(fileno=int(sys.argv[1]))
    load()
    while asked := heard(ours):
        if copy(ours, asked):
            become(asked)


if __name__ == "__main__":
    main()
