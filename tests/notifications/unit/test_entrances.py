"""Who has no account is shown no document: the letter about a certificate says where to connect one."""

import re
from uuid import UUID

import pytest
from tests.notifications.people import DAY, person
from tests.notifications.unit.test_letters import LETTERS, bodies, delivery, letter, read

from notifications.channels.email.addresses import mailbox
from notifications.domain.recipients import Recipient
from notifications.domain.templates import TemplateId
from shared.identity import links


@pytest.mark.parametrize("template", [TemplateId.ACHIEVEMENT_ISSUED, TemplateId.CERTIFICATE_ISSUED])
def test_who_has_no_account_learns_where_to_connect_one(template: TemplateId) -> None:
    """Without one nobody is shown the document."""
    reader = person(account=None, invitation_id=UUID(int=9))
    for text in bodies(letter(template, reader)):
        found = re.search(r"https://skills\.example/invitation/([A-Za-z0-9_-]+)", text)
        assert found
        assert links.named("invitation", found[1], b"l" * 32) == UUID(int=9)
        assert "https://skills.example/championships/1" in text, "what the letter is about"


def test_a_discreet_letter_leads_who_has_no_account_to_where_they_connect_one() -> None:
    reader = person(account=None, invitation_id=UUID(int=9))
    one = delivery(reader, reader, TemplateId.ACHIEVEMENT_ISSUED)
    hidden = LETTERS.write(one, mailbox("primer@example.org"), reader, reader, DAY, discreet={one.id})
    for text in bodies(read(hidden.content)):
        assert "/invitation/" in text
        assert "Золотая медаль" not in text
        assert "/championships/1" not in text


@pytest.mark.parametrize(
    ("reader", "template"),
    [
        (person(account="primer", invitation_id=UUID(int=9)), TemplateId.ACHIEVEMENT_ISSUED),
        (person(account=None), TemplateId.ACHIEVEMENT_ISSUED),
        (person(account=None, invitation_id=UUID(int=9)), TemplateId.RESULT_PUBLISHED),
    ],
)
def test_nobody_else_is_sent_there(reader: Recipient, template: TemplateId) -> None:
    assert [text for text in bodies(letter(template, reader)) if "/invitation/" in text] == []
