"""From the organiser's «publish» to the last of everybody's messages: 24 results, on the whole local stack.

Beside it, in the same run: as many letters given to the same mail server directly, one after the other, by nobody's rules.
"""

import asyncio
import tempfile
import time
from email.message import EmailMessage
from pathlib import Path

import aiosmtplib
from tests.system.playing import Show, show

from client.inbox import summary
from client.publication import publish
from demo import marking, preparation
from demo.expected import deliveries

PAUSE = 0.05


async def _sent(one: Show) -> int:
    counted = await summary(one.stage.organiser)
    return sum(int(channel["sent"]) for channel in counted["channels"].values())


async def _until_sent(one: Show, number: int) -> None:
    async with asyncio.timeout(120):
        while await _sent(one) < number:  # noqa: ASYNC110 - the service's own count is what we wait for
            await asyncio.sleep(PAUSE)


async def _publish(one: Show) -> tuple[float, int]:
    """Seconds from the publication to the last message, and how many messages that were."""
    expected = deliveries(one.stage.cast, one.stage.outcomes)
    registered = 2 * (expected["registration_entered"] + expected["registration_confirmed"])
    await _until_sent(one, registered)
    started = time.perf_counter()
    await publish(one.stage.organiser, one.stage.championship)
    await _until_sent(one, 2 * expected.total())
    return time.perf_counter() - started, 2 * expected.total() - registered


async def _letters(port: int, number: int) -> float:
    started = time.perf_counter()
    async with aiosmtplib.SMTP(hostname="127.0.0.1", port=port, start_tls=False) as server:
        for count in range(number):
            letter = EmailMessage()
            letter["From"], letter["To"], letter["Subject"] = "a@example.test", "b@example.test", f"letter {count}"
            letter.set_content("text\n" * 20)
            await server.send_message(letter)
    return time.perf_counter() - started


async def measure(folder: Path) -> None:
    async with show(folder) as one:
        await preparation.prepare(one.stage)
        await marking.mark(one.stage)
        seconds, messages = await _publish(one)
        letters = await _letters(one.stack.layout.ports.smtp, messages // 2)
        print(
            f"publication of {len(one.stage.cast.competitors)} results to the last of {messages} messages: {seconds:.1f} s"
            f"   ({seconds / letters:.1f} x the time of {messages // 2} bare letters to the same mail server)"
        )


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(measure(Path(folder)))


if __name__ == "__main__":
    main()
