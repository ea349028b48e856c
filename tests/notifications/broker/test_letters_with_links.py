"""Letters that let their reader do something without an account: the link is made when the letter is written."""

import re
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import pytest
from tests.notifications.outcome import mails, told
from tests.notifications.people import CHAMPIONSHIP, SKILL, asked, changed, happened
from tests.waiting import until

from localstack.mail.smtp import MailSink
from notifications.wiring import App
from shared.contracts import Text
from shared.contracts.competitions import (
    ConsentReminded,
    JuryDismissed,
    JuryInvited,
    JuryRole,
    JuryUnsigned,
    OrganisationDescribed,
    PersonInvited,
    UnsignedCause,
)
from shared.events import to_record
from shared.identity import links
from shared.messaging.kafka import Producer


@pytest.mark.usefixtures("consuming")
async def test_who_is_asked_for_a_consent_gets_a_link_that_is_stored_nowhere(
    app: App, producer: Producer, mail_sink: MailSink
) -> None:
    guardian = changed(given_name="Опекун", email="opekun@example.org", language="en")
    child = changed(birth_date=date(2011, 1, 1), guardians=(guardian.subject_id,))
    data = asked(child.subject_id, guardian.subject_id)
    await producer.send([to_record(happened(one)) for one in (guardian, child, data)])
    found = await told(app, 2)
    assert {one.recipient_id for one in found} == {guardian.subject_id}, "the child is asked for itself"
    [letter] = await until(lambda: mails(mail_sink, 1))
    body = letter.get_body(("plain",))
    assert body
    words = body.get_content()
    token = re.search(r"/consent/([A-Za-z0-9_-]+)", words)
    assert token
    assert links.named("consent", token[1], app.paths.link_secret) == data.consents_id
    assert "You need no account" in " ".join(words.split())
    assert "List-Unsubscribe" not in letter
    stored = [document async for document in app.deliveries.collection.find({})]
    assert token[1] not in str(stored)


@pytest.mark.usefixtures("consuming")
async def test_who_has_not_answered_is_told_until_when_and_what_follows(
    app: App, producer: Producer, mail_sink: MailSink
) -> None:
    adult = changed(given_name="Пример", email="primer@example.org", language="en")
    first = asked(adult.subject_id, adult.subject_id).model_dump(exclude={"time"})
    due = datetime(2026, 12, 1, 15, tzinfo=UTC)
    data = ConsentReminded(**{**first, "due_at": due})
    await producer.send([to_record(happened(one)) for one in (adult, data)])
    await told(app, 2)
    [letter] = await until(lambda: mails(mail_sink, 1))
    body = letter.get_body(("plain",))
    assert body
    words = " ".join(body.get_content().split())
    assert "Please answer by: 1 December 2026, 18:00 (UTC+3)." in words
    assert "you lose the place" in words
    assert re.search(r"/consent/[A-Za-z0-9_-]+", words)


@pytest.mark.usefixtures("consuming")
async def test_who_is_invited_gets_a_letter_with_the_link(app: App, producer: Producer, mail_sink: MailSink) -> None:
    centre = OrganisationDescribed(code="region-47", name=Text(ru="Пробный центр", en="Trial centre"), edition=1)
    await producer.send([to_record(happened(centre))])
    await until(lambda: _is_called(app, "Пробный центр"))
    who = changed()
    data = PersonInvited(invitation_id=uuid4(), subject_id=who.subject_id, organisation="region-47")
    await producer.send([to_record(happened(one)) for one in (who, data)])
    await told(app, 2)
    [letter] = await until(lambda: mails(mail_sink, 1))
    body = letter.get_body(("plain",))
    assert body
    assert "Пробный центр" in body.get_content()
    assert "region-47" not in body.get_content()
    token = re.search(r"/invitation/([A-Za-z0-9_-]+)", body.get_content())
    assert token
    assert links.named("invitation", token[1], app.paths.link_secret) == data.invitation_id


async def _is_called(app: App, name: str) -> bool:
    return (await app.organisations.called("region-47")).ru == name


@pytest.mark.usefixtures("consuming")
async def test_who_is_to_judge_gets_a_letter_with_the_link_and_who_is_dismissed_one_without_the_reason(
    producer: Producer, mail_sink: MailSink, app: App
) -> None:
    who = changed(language="ru")
    facts: Any = {
        "subject_id": who.subject_id,
        "championship_id": CHAMPIONSHIP.id,
        "skill_id": SKILL.id,
        "role": JuryRole.DEPUTY,
    }
    invited, dismissed = JuryInvited(**facts, invitation_id=uuid4()), JuryDismissed(**facts)
    await producer.send([to_record(happened(one)) for one in (who, invited)])
    [letter] = await until(lambda: mails(mail_sink, 1))
    body = letter.get_body(("plain",))
    assert body
    words = " ".join(body.get_content().split())
    token = re.search(r"/judging/([A-Za-z0-9_-]+)", words)
    assert token
    assert links.named("judging", token[1], app.paths.link_secret) == invited.invitation_id
    assert "заместитель главного эксперта" in words
    await producer.send([to_record(happened(dismissed))])
    letters = await until(lambda: mails(mail_sink, 2))
    body = letters[-1].get_body(("plain",))
    assert body
    assert f"/skills/{SKILL.id}/duty" in body.get_content()
    unsigned = JuryUnsigned(**facts, cause=UnsignedCause.REOPENED, sub_criterion="A2")
    await producer.send([to_record(happened(unsigned))])
    letters = await until(lambda: mails(mail_sink, 3))
    body = letters[-1].get_body(("plain",))
    assert body
    assert "Снова открыта ведомость A2." in body.get_content()
    assert "за кого вы подписали" not in body.get_content()
    assert f"/skills/{SKILL.id}/sign-off" in body.get_content()
