"""What must hold in the end, whatever befell the workers."""

from collections.abc import Iterator
from uuid import UUID

from tests.shared.simulation.desk import ERASED
from tests.shared.simulation.world import SERVICE, World

from shared.contracts.competitions import PersonChanged
from shared.events import TombstoneRecord
from shared.messaging.topics import dead_letters


def missing(world: World) -> Iterator[str]:
    """What has not come to its end yet."""
    plot, effects = world.plot, world.effects
    if any(world.documents.pending.values()):
        yield "events wait to be sent"
    # Whoever stood still, and died right after it had parked what others had handled meanwhile, leaves it there: the next arrival
    # takes it away. What had no effect is lost.
    if any(UUID(id.decode()) not in effects.seen for _, id in world.parked):
        yield "events are parked"
    if any(set(due) - effects.seen.keys() for due in plot.expected.values()):
        yield "events had no effect"
    if plot.poison - _dead(world):
        yield "poison is not with the dead letters"
    due = {**plot.people, **dict.fromkeys(plot.erased, ERASED)}
    if effects.people != due:
        yield f"people are {effects.people} and not {due}"


def broken(world: World) -> Iterator[str]:
    """What must not have come, early or late."""
    plot = world.plot
    due = {id for events in plot.expected.values() for id in events}
    if strangers := world.effects.seen.keys() - due:
        yield f"an effect of what was never sent: {strangers}"
    if healthy := _dead(world) - plot.poison:
        yield f"no poison, and yet among the dead letters: {healthy}"
    for key, order in plot.expected.items():
        seen = [id for id in world.effects.seen if id in order]
        if key not in plot.waiting and seen != order:
            yield f"out of order: {key}"
    for subject, heard in world.effects.heard.items():
        if heard != sorted(heard, key=lambda version: (version == ERASED, version)):
            yield f"out of order: {subject}"
    held = {id: [event["id"] for event in events] for id, events in world.documents.put_aside.items() if events}
    if held != plot.put_aside:
        yield f"put aside are {held} and not {plot.put_aside}"
    yield from world.trespasses
    yield from _told_after_the_erasure(world)


def _told_after_the_erasure(world: World) -> Iterator[str]:
    """The topic keeps the newest record of a person: after an erasure, nothing of them, but for what was on its way already when
    its sender was stopped: a record, or the clearing of what another was telling again."""
    newest = {
        UUID(record.key.decode()): record
        for record in world.kafka.records(PersonChanged.topic)
        if isinstance(record, TombstoneRecord) or id(record) not in world.kafka.late
    }
    for subject in world.plot.erased - world.documents.cleared_late:
        if not isinstance(newest[subject], TombstoneRecord):
            yield f"told of after the erasure: {subject}"


def _dead(world: World) -> set[UUID]:
    letters = world.kafka.records(dead_letters(SERVICE))
    return {UUID(dict(letter.headers)["ce_id"].decode()) for letter in letters}
