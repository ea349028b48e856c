"""A championship whose list of entrants is special-category data: the letter names nothing, the inbox behind the sign-in all of it."""

from datetime import timedelta

from tests.notifications.people import DESCRIBED, asked, changed, happened, issued, registered, result
from tests.notifications.sending import Clock
from tests.notifications.smtp import Server
from tests.notifications.unit.test_letters import bodies

from notifications.commands.sending import claim_due, send
from notifications.domain.recipients import Language, Reader
from notifications.handlers import subscriptions
from notifications.queries.inbox import entries
from notifications.wiring import App, words


async def test_what_a_letter_leaves_out_is_read_in_the_inbox(here: App, server: Server, clock: Clock) -> None:
    who = changed(account="vera", language="en")
    championship, skill = DESCRIBED
    protected = championship.model_copy(update={"special_category": True})
    told = (
        registered(who.subject_id),
        result(who.subject_id),
        issued(who.subject_id),
        asked(who.subject_id, who.subject_id),
    )
    for one in (protected, skill, who, *told):
        await subscriptions.by_type[one.type].handle(happened(one), here)
    clock.time += timedelta(hours=1)
    for letter in await claim_due(here, "a", 10):
        await send(here, letter)
    assert server.received
    for mail in server.received:
        for text in (str(mail["Subject"]), *bodies(mail)):
            assert "rial championship" not in text
            assert "Trial trade" not in text
            assert "Gold medal" not in text
    reader = Reader(tuple(await here.recipients.with_account("vera")))
    lines = await entries(
        here, reader, await here.inbox.since(reader.ids, None), Language.ENGLISH, words(Language.ENGLISH)
    )
    assert len(lines) == len(told)
    assert all("Trial championship" in line.message.subject + line.message.body for line in lines)
