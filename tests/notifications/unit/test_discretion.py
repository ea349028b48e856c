"""Where taking part tells what the law protects specially, a letter says that there is news, and nothing of what."""

import re
from dataclasses import replace
from uuid import UUID

import pytest
from tests.notifications.people import DAY, person
from tests.notifications.unit.test_letters import ALL, LETTERS, bodies, delivery, read

from notifications.channels.email.addresses import mailbox
from notifications.domain.deliveries import Link, Wording
from notifications.domain.discretion import must_be_discreet
from notifications.domain.preferences import Category
from notifications.domain.recipients import Language
from notifications.domain.templates import TEMPLATES, TemplateId

TELLING = {name: ALL[name] for name in ("championship", "skill", "title")} | {"team": Wording("Медведи", "Bears")}
DISCREET = [template for template in TemplateId if TEMPLATES[template].category is not Category.INVITATIONS]
LETTERS_AND_LINKS = [
    *((template, link) for template in DISCREET for link in (None, Link("consent", UUID(int=3)))),
    (TemplateId.MENTOR_NAMED, Link("mentoring", UUID(int=4))),
]
FILE = Wording("BEGIN:VCALENDAR", "BEGIN:VCALENDAR")


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize(("template", "link"), LETTERS_AND_LINKS)
def test_nothing_of_the_event_is_in_a_letter(template: TemplateId, language: Language, link: Link | None) -> None:
    ward, guardian = person(given_name="Подопечный"), person(language=language)
    for reader, about in ((guardian, ward), (guardian, guardian)):
        one = replace(delivery(reader, about, template), link=link, path="/championships/1/entries/2")
        assert must_be_discreet(one)
        to, names = mailbox("primer@example.org"), {one.id: TELLING}
        written = read(LETTERS.write(one, to, reader, about, DAY, FILE, (), names, {one.id}).content)
        assert [part.get_content_type() for part in written.walk()] == [
            "multipart/alternative",
            "text/plain",
            "text/html",
        ]
        for text in (*(str(value) for value in written.values()), *bodies(written)):
            for wording in TELLING.values():
                assert wording.ru not in text
                assert wording.en not in text
            assert "/championships/" not in text
        assert ("Подопечный" in bodies(written)[0]) is (about is ward)
        led = re.findall(
            r"https://skills.example(/inbox$|/consent/|/mentoring/)", bodies(written)[0].replace("\r", ""), re.MULTILINE
        )
        assert led == [f"/{link.use}/" if link else "/inbox"]


def test_others_in_the_same_letter_are_told_as_ever() -> None:
    reader, to = person(), mailbox("primer@example.org")
    silent, told = delivery(reader, reader), replace(delivery(reader, reader), id=UUID(int=8))
    plain, _ = bodies(
        read(LETTERS.write(silent, to, reader, reader, DAY, None, [(told, reader)], {}, {silent.id}).content)
    )
    assert plain.count("Пробный чемпионат") == len(("its heading", "its text"))
    assert "Новость для вас" in plain
