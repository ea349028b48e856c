"""Changes what a real topic takes and keeps."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.admin.config_resource import ConfigResource, ConfigResourceType
from aiokafka.admin.records_to_delete import RecordsToDelete
from aiokafka.structs import TopicPartition

from shared.settings import ServiceSettings


async def alter(settings: ServiceSettings, topic: str, **configs: object) -> None:
    """`max_message_bytes=1000` sets `max.message.bytes`. Returns when the broker goes by it."""
    named = {name.replace("_", "."): str(value) for name, value in configs.items()}
    async with _admin(settings) as admin:
        resource = ConfigResource(ConfigResourceType.TOPIC, settings.topic_prefix + topic, named)
        answers = await admin.alter_configs([resource])
        assert [one.resources[0][0] for one in answers] == [0]
        async with asyncio.timeout(30):
            while named.items() - (await _told(admin, resource)).items():  # noqa: ASYNC110 - the broker is what we wait for
                await asyncio.sleep(0.05)


async def _told(admin: Any, resource: ConfigResource) -> dict[str, str]:
    (answer,) = await admin.describe_configs([resource])
    return {entry[0]: entry[1] for entry in answer.resources[0][4]}


async def forget_records(settings: ServiceSettings, topic: str) -> None:
    """As compaction would: all that the topic has now is gone."""
    await alter(settings, topic, cleanup_policy="delete")
    name = settings.topic_prefix + topic
    async with _admin(settings) as admin:
        partitions = (await admin.describe_topics([name]))[0]["partitions"]
        ends = {TopicPartition(name, one["partition"]): RecordsToDelete(-1) for one in partitions}
        await admin.delete_records(ends)


async def delete_topic(settings: ServiceSettings, topic: str) -> None:
    """Returns when the broker knows it no more."""
    async with _admin(settings) as admin:
        name = settings.topic_prefix + topic
        await admin.delete_topics([name])
        async with asyncio.timeout(30):
            # The controller has taken it; what the broker tells of its topics follows.
            while name in await admin.list_topics():  # noqa: ASYNC110 - the broker is what we wait for
                await asyncio.sleep(0.05)


@asynccontextmanager
async def _admin(settings: ServiceSettings) -> AsyncIterator[Any]:
    admin: Any = AIOKafkaAdminClient(bootstrap_servers=settings.kafka_bootstrap)
    await admin.start()
    try:
        yield admin
    finally:
        await admin.close()
