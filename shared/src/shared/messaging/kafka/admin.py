"""Topics are created here."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any, Final

from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.errors import TopicAlreadyExistsError

from shared.messaging.kafka.names import CLIENT
from shared.messaging.kafka.refusals import BrokerAway, as_away

KNOWN_SECONDS: Final = 30.0
"""So long the controller may take to tell the broker of a new topic."""


async def create_topics(bootstrap: str, topics: Sequence[tuple[str, int, int, Mapping[str, str]]]) -> None:
    """Creates the topics (name, partitions, copies, settings) that are not there yet. Returns when the broker tells of them.

    Raises BrokerAway where it does not answer, or not in time.
    """
    admin: Any = AIOKafkaAdminClient(bootstrap_servers=bootstrap, client_id=CLIENT)
    try:
        with as_away():
            await admin.start()
            await _create_missing(admin, topics)
    except TimeoutError as error:
        raise BrokerAway("the broker does not tell of the new topics") from error
    finally:
        await admin.close()


async def _create_missing(admin: Any, topics: Sequence[tuple[str, int, int, Mapping[str, str]]]) -> None:
    there = set(await admin.list_topics())
    new = [
        NewTopic(name, partitions, copies, topic_configs=dict(config))
        for name, partitions, copies, config in topics
        if name not in there
    ]
    if new:
        await _create(admin, new)
        async with asyncio.timeout(KNOWN_SECONDS):
            while {one.name for one in new} - set(await admin.list_topics()):  # noqa: ASYNC110 - the broker is polled
                await asyncio.sleep(0.05)


async def _create(admin: Any, new: Sequence[NewTopic]) -> None:
    try:
        answer = await admin.create_topics(list(new))
    except TopicAlreadyExistsError:
        return
    for name, code, *_ in answer.topic_errors:
        if code not in {0, TopicAlreadyExistsError.errno}:
            raise BrokerAway(f"topic {name} was refused with code {code}")
