"""Act six: every student and guardian is told, in the inbox and by e-mail, once."""

import re
from collections import Counter
from datetime import datetime
from typing import Final

from client.inbox import messages, sent, summary
from client.waiting import until
from demo.expected import audience, deliveries
from demo.stage import Stage
from localstack.mail.smtp import MailSink

ON_THE_WAY = ("queued", "sending")
GATHERED: Final = re.compile(r"^(?:Новости о заявках|News about entries): ([0-9]+)$")


async def hear(stage: Stage, sink: MailSink, since: datetime) -> None:
    expected = deliveries(stage.cast, stage.outcomes)
    revoked = next(one for one in stage.certificates if one["id"] == stage.revoked)
    stage.told_of_revocation = len(audience(stage.cast.people[revoked["account"]]))
    expected["certificate_revoked"] = stage.told_of_revocation
    task = stage.progress.add_task("messages", total=2 * expected.total())

    async def all_told() -> bool:
        counted = await summary(stage.organiser, since, stage.championship)
        states = Counter[str]()
        for channel in counted["channels"].values():
            states.update(channel)
        stage.progress.update(task, completed=states["sent"])
        return states["sent"] >= 2 * expected.total() and not any(states[one] for one in ON_THE_WAY)

    await until(all_told, "the messages", seconds=120)
    counted = await summary(stage.organiser, since, stage.championship)
    for channel in ("inbox", "email"):
        stage.checks.expect(f"messages by {channel}", sent(counted, channel), dict(expected))
    told = sum(told_in(str(letter["Subject"])) for letter in sink.messages())
    stage.checks.expect("messages in the e-mails that the server has", told, expected.total())
    await _expect_inboxes(stage)


def told_in(subject: str) -> int:
    """What happens to an entry within a second is told in one letter, whose subject says how much it is."""
    gathered = GATHERED.search(subject)
    return int(gathered[1]) if gathered else 1


async def _expect_inboxes(stage: Stage) -> None:
    """One competitor of age, one child's guardian."""
    adult = next(one for one in stage.cast.competitors if not one.guardian and one.account != _revoked(stage))
    child = next(one for one in stage.cast.competitors if one.age == 13)  # noqa: PLR2004
    for reader, about in ((adult.account, adult), (str(child.guardian), child)):
        await stage.sign_in(reader)
        inbox = [one async for one in messages(stage.callers[reader])]
        told = [one for one in inbox if one["about_ward"] == (reader != about.account)]
        revocations = about.account == _revoked(stage)
        wanted = 3 + len(stage.outcomes[about.account].kinds) + revocations
        stage.checks.expect(f"the inbox of {reader}", len(told), wanted)


def _revoked(stage: Stage) -> str:
    return next(str(one["account"]) for one in stage.certificates if one["id"] == stage.revoked)
