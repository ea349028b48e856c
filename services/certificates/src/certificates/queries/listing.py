"""Many certificates at once: each is answered as it would be alone."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from certificates.domain.presentation import Presentation
from certificates.domain.verdict import Verdict
from certificates.queries.verification import verify_typed
from certificates.verification import verdicts
from certificates.verification.typed import is_a_guess
from certificates.wiring import App

AT_ONCE: Final = 4
"""Others ask the database and the heavy checks too."""


@dataclass(frozen=True, slots=True)
class Checked:
    presented: Presentation
    verdict: Verdict
    is_repeated: bool = False
    """The same certificate was answered further above: whoever presents it second may not be its holder."""


def guesses(presented: Sequence[Presentation]) -> int:
    """How many of them could be counted through: a list gives nobody more of these than one by one."""
    return sum(is_a_guess(text) for text in {each.text for each in presented if each.fault is None})


async def presented_in(app: App, files: Sequence[tuple[str, bytes]]) -> list[Presentation]:
    """What is in files, each with its name, to check. Raises FileRefused, VerificationBusy."""
    return await app.file_reading.presented_in(files)


async def check_all(app: App, presented: Sequence[Presentation]) -> list[Checked]:
    """In the order in which they came. Raises VerificationBusy: then nothing is answered."""
    seats = asyncio.Semaphore(AT_ONCE)

    async def checked(text: str) -> Verdict:
        async with seats:
            return await verify_typed(app, text)

    texts = {each.text for each in presented if each.fault is None}
    try:
        async with asyncio.TaskGroup() as group:
            tasks = {text: group.create_task(checked(text)) for text in texts}
    except ExceptionGroup as failed:
        raise failed.exceptions[0] from None
    return _marked([Checked(each, _verdict(each, tasks)) for each in presented])


def _verdict(presented: Presentation, tasks: dict[str, asyncio.Task[Verdict]]) -> Verdict:
    return verdicts.unread(presented.fault) if presented.fault else tasks[presented.text].result()


def _marked(checked: Sequence[Checked]) -> list[Checked]:
    seen = set()
    marked = []
    for each in checked:
        id_ = each.verdict.certificate_id
        marked.append(Checked(each.presented, each.verdict, id_ is not None and id_ in seen))
        seen.add(id_)
    return marked
