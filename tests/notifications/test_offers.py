"""Who is asked to take a duty is told which, where, and by a link that is theirs alone."""

from uuid import uuid4

import pytest
from tests.notifications.people import CHAMPIONSHIP, DESCRIBED, changed, happened

from notifications.domain.preferences import Channel
from notifications.domain.recipients import Language, Reader
from notifications.handlers import subscriptions
from notifications.queries.inbox import entries
from notifications.wiring import App, words
from shared.contracts.competitions import Championship, DutyOffered
from shared.identity import links


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("championship", [None, CHAMPIONSHIP])
async def test_who_is_offered_a_duty_hears_which_and_where(
    app: App, championship: Championship | None, language: Language
) -> None:
    who = changed(account="vera")
    data = DutyOffered(
        invitation_id=uuid4(),
        subject_id=who.subject_id,
        role="officer",
        organisation="region-47",
        championship_id=championship.id if championship else None,
    )
    for one in (*DESCRIBED, who, data, data):
        await subscriptions.by_type[one.type].handle(happened(one), app)
    deliveries = await app.deliveries.find_many({})
    assert {one.channel for one in deliveries} == set(Channel)
    assert len(deliveries) == 2
    reader = Reader(tuple(await app.recipients.with_account("vera")))
    for entry in await entries(app, reader, deliveries, language, words(language)):
        said = entry.message.body
        assert {"ru": "сотрудник по сертификатам", "en": "officer for certificates"}[language] in said
        assert (championship.name.in_language(language) if championship else "region-47") in said
        use, token = entry.message.path.strip("/").split("/")
        assert links.named(use, token, app.paths.link_secret) == data.invitation_id
