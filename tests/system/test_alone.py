"""Each service runs alone: it answers and works while the other two are stopped, and they catch up when they return."""

from tests.system.playing import Show

from client.certificates import verdict
from client.inbox import sent
from demo import documents, marking, preparation, publication
from demo.expected import deliveries


async def test_each_service_works_while_the_other_two_are_stopped(a_show: Show) -> None:
    stage = a_show.stage
    await preparation.prepare(stage)
    await _leave(a_show, "competitions")
    await marking.mark(stage)
    await publication.publish(stage)
    await a_show.until_outbox_is_empty("competitions")

    await _leave(a_show, "certificates")
    await documents.collect(stage)
    number = stage.certificates[0]["registration_number"]
    answer = await verdict(stage.nobody, number=number)
    await a_show.until_outbox_is_empty("certificates")

    await _leave(a_show, "notifications")
    await a_show.until_all_are_told()
    told = await a_show.summary()

    assert answer == "valid"
    assert [check for check in stage.checks.made if not check.ok] == []
    for channel in ("inbox", "email"):
        assert sent(told, channel) == deliveries(stage.cast, stage.outcomes)


async def _leave(a_show: Show, alone: str) -> None:
    """One service runs; the API and the worker of each other one are stopped."""
    for name, service in a_show.stack.services.items():
        if name != alone:
            await service.stop()
    if not a_show.stack.services[alone].api.alive:
        await a_show.stack.services[alone].start()
