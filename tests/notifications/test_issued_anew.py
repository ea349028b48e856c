"""Who gets a certificate in the place of another one is told of which."""

import pytest
from tests.notifications.people import DESCRIBED, changed, happened, issued

from notifications.domain.recipients import Language, Reader
from notifications.handlers import subscriptions
from notifications.queries.inbox import entries
from notifications.wiring import App, words
from shared.contracts.certificates import Replaced


@pytest.mark.parametrize(("is_lost", "said"), [(False, "takes the place of"), (True, "is a duplicate of")])
async def test_the_older_one_is_named(here: App, is_lost: bool, said: str) -> None:
    who = changed(account="vera", language="en")
    data = issued(who.subject_id)
    older = Replaced(certificate_id=data.certificate_id, registration_number="47-2026-000007", is_lost=is_lost)
    for one in (*DESCRIBED, who, data.model_copy(update={"replaces": older})):
        await subscriptions.by_type[one.type].handle(happened(one), here)
    reader = Reader(tuple(await here.recipients.with_account("vera")))
    lines = await entries(
        here, reader, await here.inbox.since(reader.ids, None), Language.ENGLISH, words(Language.ENGLISH)
    )
    (line,) = lines
    assert said in line.message.body
    assert "47-2026-000007" in line.message.body
