"""The small broker of the wheel `noida-db`, for a machine that reaches PyPI but no Maven repository.

A closed binary that speaks Kafka's protocol and proves nothing about Kafka: it is installed only at that moment, and never in CI.
"""

import asyncio
import subprocess
from pathlib import Path
from typing import Final

from localstack import ports
from localstack.folders import LOCAL, TOOLS
from localstack.processes import Process
from shared.messaging.kafka import create_topics

LOCK: Final = LOCAL / "kafka" / "fallback.lock.txt"
FOLDER: Final = TOOLS / "fallback-broker"
VERSION: Final = "0.2.3"
NOTICE: Final = (
    "Maven Central cannot be reached, so Apache Kafka cannot be fetched. A stand-in broker (noida-db) takes its place: "
    "good enough to look around, no proof of anything about Kafka."
)


class FallbackBroker:
    name = "kafka"
    version = f"noida-db {VERSION} (not Apache Kafka)"

    def __init__(self, folder: Path, port: int, logs: Path) -> None:
        self.bootstrap = f"{ports.LOOPBACK}:{port}"
        self._port = port
        binary = FOLDER / "noida_db" / "noida-db"
        command = [str(binary), "start", "--only", "kafka", "--kafka-port", str(port), "--data-dir", str(folder)]
        self._process = Process("fallback-broker", command, logs / "kafka.log")

    @property
    def processes(self) -> list[Process]:
        return [self._process]

    async def start(self) -> None:
        await asyncio.to_thread(_install)
        self._process.start()
        await self._process.until(self._serves)

    async def stop(self) -> None:
        await self._process.stop()

    async def _serves(self) -> bool:
        if not ports.answers(self._port):
            return False
        await create_topics(self.bootstrap, [])
        return True


def _install() -> None:
    uv = TOOLS / "uv" / "bin" / "uv"
    subprocess.run([uv, "pip", "install", "-q", "--target", FOLDER, "--require-hashes", "-r", LOCK], check=True)
    (FOLDER / "noida_db" / "noida-db").chmod(0o755)
