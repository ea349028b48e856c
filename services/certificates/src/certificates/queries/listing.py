"""Many certificates at once: each is answered as it would be alone."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from certificates.domain.verifying.presentation import Presentation, Way
from certificates.domain.verifying.verdict import Verdict
from certificates.queries.verification import verify_number, verify_qr, verify_short_id, verify_typed
from certificates.verification import verdicts
from certificates.verification.typed import is_a_guess
from certificates.wiring import App

AT_ONCE: Final = 12
"""What they ask of the database at the same time is one question; fewer than may wait for the heavy checks of everybody."""


VERIFY: Final[Mapping[Way, Callable[[App, str], Awaitable[Verdict]]]] = {
    Way.ANY: verify_typed,
    Way.QR: verify_qr,
    Way.NUMBER: verify_number,
    Way.SHORT_ID: verify_short_id,
}


@dataclass(frozen=True, slots=True)
class Checked:
    presented: Presentation
    verdict: Verdict
    is_repeated: bool = False
    """The same certificate was answered further above: whoever presents it second may not be its holder."""


def guesses(presented: Sequence[Presentation]) -> int:
    """How many of them could be counted through: a list gives nobody more of these than one by one."""
    named = {(each.way, each.text) for each in presented if each.fault is None and each.way is not Way.QR}
    return sum(way is not Way.ANY or is_a_guess(text) for way, text in named)


async def presented_in(app: App, files: Sequence[tuple[str, bytes]]) -> list[Presentation]:
    """What is in files, each with its name, to check. Raises FileRefused, VerificationBusy."""
    return await app.file_reading.presented_in(files)


async def check_all(app: App, presented: Sequence[Presentation]) -> list[Checked]:
    """In the order in which they came. Raises VerificationBusy: then nothing is answered."""
    seats = asyncio.Semaphore(AT_ONCE)

    async def checked(way: Way, text: str) -> Verdict:
        async with seats:
            return await VERIFY[way](app, text)

    different = {(each.way, each.text) for each in presented if each.fault is None}
    try:
        async with asyncio.TaskGroup() as group:
            tasks = {asked: group.create_task(checked(*asked)) for asked in different}
    except ExceptionGroup as failed:
        raise failed.exceptions[0] from None
    return _marked([Checked(each, _verdict(each, tasks)) for each in presented])


def _verdict(presented: Presentation, tasks: Mapping[tuple[Way, str], asyncio.Task[Verdict]]) -> Verdict:
    return verdicts.unread(presented.fault) if presented.fault else tasks[presented.way, presented.text].result()


def _marked(checked: Sequence[Checked]) -> list[Checked]:
    seen = set()
    marked = []
    for each in checked:
        id_ = each.verdict.certificate_id
        marked.append(Checked(each.presented, each.verdict, id_ is not None and id_ in seen))
        seen.add(id_)
    return marked
