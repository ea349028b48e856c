"""The parts of the local stack: ports, processes, jars."""

import asyncio
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from jgo.env import LockFile

from localstack import ports
from localstack.brokers import jars
from localstack.brokers.broker import Broker
from localstack.brokers.kafka import Kafka
from localstack.folders import TOOLS
from localstack.processes import NotReady, Process
from localstack.settings import StackSettings


def test_a_taken_port_is_named_with_its_holder() -> None:
    with socket.socket() as taken:
        taken.bind((ports.LOOPBACK, 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(ports.PortTaken, match=rf"port {port} is taken by .*\(pid {os.getpid()}\)"):
            ports.require(port)


def test_free_ports_are_free_and_different() -> None:
    found = ports.free(13)
    assert len(set(found)) == 13
    assert max(found) < int(ports.OUTGOING.read_text().split()[0]), "an outgoing connection may take it meanwhile"
    ports.require(*found)


def test_what_kafka_loads_is_kept_for_this_java_and_these_jars(tmp_path: Path) -> None:
    classpath = ":".join(map(str, jars.fetch(jars.LOCKED, TOOLS / "kafka")))
    command = Kafka(tmp_path / "kafka", 1, 2, tmp_path)._java(classpath, "-version", more=["-XX:AOTMode=on"])
    assert any(one.startswith("-XX:AOTCache=") for one in command), "`make setup` makes it"
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stdout + answer.stderr


async def test_a_process_that_ends_at_its_start_tells_its_last_words(tmp_path: Path) -> None:
    process = Process("teller", [sys.executable, "-c", "raise SystemExit('no such luck')"], tmp_path / "log")
    process.start()
    with pytest.raises(NotReady, match="no such luck"):
        await process.until(_never)
    await process.stop()


async def test_a_stubborn_process_is_stopped_with_its_children(tmp_path: Path) -> None:
    code = (
        "import signal, subprocess, sys, time; signal.signal(signal.SIGTERM, signal.SIG_IGN);"
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']); print(child.pid, flush=True);"
        "time.sleep(60)"
    )
    process = Process("stubborn", [sys.executable, "-c", code], tmp_path / "log")
    process.start()
    await process.until(lambda: _has_text(tmp_path / "log"))
    child = int((tmp_path / "log").read_text())
    await process.stop(grace=0.2)
    assert not process.alive
    _wait_until_gone(child)


def test_a_process_ends_when_its_parent_is_killed(tmp_path: Path) -> None:
    code = (
        "import sys, time; from pathlib import Path; from localstack.processes import Process;"
        f"one = Process('child', [sys.executable, '-c', 'import time; time.sleep(60)'], Path({str(tmp_path / 'log')!r}));"
        "one.start(); print(one.pid, flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout
        child = int(parent.stdout.readline())
        assert _is_alive(child)
        parent.send_signal(signal.SIGKILL)
        parent.wait()
    _wait_until_gone(child)


def test_a_jar_with_another_sum_is_refused(tmp_path: Path, backbone: dict[str, str]) -> None:
    """`backbone` has fetched the right jars."""
    assert backbone
    locked = LockFile.load(jars.LOCKED)
    here = tmp_path / "kafka"
    shutil.copytree(TOOLS / "kafka", here)
    locked.dependencies = locked.dependencies[:1]
    locked.dependencies[0].sha256 = "0" * 64
    locked.save(tmp_path / "lock.toml")
    with pytest.raises((jars.WrongSum, jars.JarsUnreachable)):
        jars.fetch(tmp_path / "lock.toml", here)


def test_jars_that_are_here_are_not_fetched_again(backbone: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    assert backbone

    def fail(_artifact: object) -> Path:
        raise AssertionError("fetched again")

    monkeypatch.setattr(jars, "_download", fail)
    assert len(jars.fetch(jars.LOCKED, TOOLS / "kafka")) == len(LockFile.load(jars.LOCKED).dependencies)


async def test_in_ci_there_is_no_stand_in_for_kafka(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unreachable(*_: object) -> list[Path]:
        raise jars.JarsUnreachable("kafka")

    monkeypatch.setattr(jars, "fetch", unreachable)
    monkeypatch.setenv("CI", "true")
    port, controller_port = ports.free(2)
    broker = Broker(StackSettings(), tmp_path / "kafka", port, controller_port, tmp_path)
    with pytest.raises(jars.JarsUnreachable):
        await broker.start()
    assert "Apache Kafka" in broker.version


async def _never() -> bool:
    await asyncio.sleep(0)
    return False


async def _has_text(file: Path) -> bool:
    return await asyncio.to_thread(lambda: file.exists() and file.read_text().endswith("\n"))


def _is_alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def _wait_until_gone(pid: int) -> None:
    deadline = time.monotonic() + 10
    while _is_alive(pid):
        assert time.monotonic() < deadline, f"process {pid} is left"
        time.sleep(0.02)
