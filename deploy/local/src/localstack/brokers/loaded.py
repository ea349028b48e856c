"""What Apache Kafka loads and links as it starts, kept by Java (JEP 514): each later start takes a third of the time.

`python -m localstack.brokers.loaded` makes it, whenever Java or the jars are other ones. A start without it, or with another Java or
other jars, is as right and slower.
"""

import asyncio
import sys
import tempfile
from pathlib import Path
from typing import Final

from localstack import ports
from localstack.brokers import jars
from localstack.brokers.kafka import KEPT, Kafka
from localstack.settings import StackSettings
from shared.messaging import topics

SECONDS: Final = 300
"""Java writes it at its end, which takes 7 of them where nothing else runs."""


def main() -> None:
    if StackSettings().kafka_bootstrap:
        return
    KEPT.unlink(missing_ok=True)
    try:
        asyncio.run(make(KEPT))
    except jars.JarsUnreachable as missing:
        print(missing, file=sys.stderr)


async def make(kept: Path) -> None:
    """Starts a Kafka with all topics of the product, ends it, and keeps what it had loaded. Raises JarsUnreachable."""
    with tempfile.TemporaryDirectory(prefix="skillproof-kafka-") as name:
        folder, half = Path(name), kept.with_suffix(".half")
        port, controller = ports.free(2)
        kafka = Kafka(folder / "kafka", port, controller, folder / "logs", [f"-XX:AOTCacheOutput={half}"])
        await kafka.start()
        try:
            await topics.ensure(kafka.bootstrap)
        finally:
            for process in kafka.processes:
                await process.stop(SECONDS)
        if half.exists():  # nothing depends on it: whoever has none starts slower
            half.rename(kept)


if __name__ == "__main__":
    main()
