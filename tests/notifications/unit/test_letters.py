"""What a letter looks like."""

import re
from dataclasses import replace
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.policy import compat32, default
from uuid import UUID

import pytest
from tests.notifications.people import DAY, DETAILS, notice, person

from notifications.channels.email.addresses import mailbox
from notifications.channels.email.compose import Letters
from notifications.domain.deliveries import Delivery, Wording
from notifications.domain.preferences import Category, Channel
from notifications.domain.recipients import Language, Recipient
from notifications.domain.templates import OF_TEAMS, TEMPLATES, TemplateId
from notifications.paths import Paths
from notifications.unsubscribe_tokens import unsubscription
from notifications.wiring import words

SECRET = b"u" * 32
LETTERS = Letters(
    "https://skills.example", mailbox("no-reply@skills.example"), "Мастерство", SECRET, Paths(b"l" * 32), words
)
ALL = {
    **DETAILS,
    "title": Wording("Золотая медаль", "Gold medal"),
    "number": Wording("47-1", "47-1"),
    "place": Wording("3", "3"),
    "organisation": Wording("Проба", "Trial"),
    "issuer": Wording("Центр пробы", "Trial centre"),
}


def delivery(reader: Recipient, about: Recipient, template: TemplateId = TemplateId.RESULT_PUBLISHED) -> Delivery:
    made = notice(about.id, template=template).delivery(UUID(int=7), reader.id, Channel.EMAIL, DAY)
    return replace(made, details=ALL)


def letter(template: TemplateId, reader: Recipient, about: Recipient | None = None) -> EmailMessage:
    about = about or reader
    return read(written(delivery(reader, about, template), reader, about))


def written(one: Delivery, reader: Recipient, about: Recipient | None = None, by: Letters = LETTERS) -> bytes:
    return by.write(one, mailbox(reader.email or ""), reader, about or reader, DAY).content


def read(content: bytes) -> EmailMessage:
    parsed = message_from_bytes(content, policy=default)
    assert isinstance(parsed, EmailMessage)
    return parsed


def bodies(one: EmailMessage) -> tuple[str, str]:
    plain, html = one.get_body(("plain",)), one.get_body(("html",))
    assert plain is not None
    assert html is not None
    return plain.get_content(), html.get_content()


@pytest.mark.parametrize("template", TemplateId)
@pytest.mark.parametrize("language", Language)
def test_every_template_makes_a_letter_in_its_language(template: TemplateId, language: Language) -> None:
    one = letter(template, person(language=language))
    assert one.get_content_type() == "multipart/alternative"
    assert one["Content-Language"] == language.value
    for text in (str(one["Subject"]), *bodies(one)):
        assert "{" not in re.sub(r"<style.*?</style>", "", text, flags=re.DOTALL)
        has_russian = bool(re.search("[а-я]", text.replace("Мастерство", "").replace("Пример Тестович", "")))
        assert has_russian is (language is Language.RUSSIAN)


@pytest.mark.parametrize("template", TemplateId)
@pytest.mark.parametrize("language", Language)
def test_a_guardians_letter_names_the_ward_and_the_own_one_does_not(template: TemplateId, language: Language) -> None:
    ward = person(family_name="Подопечный")
    for text in bodies(letter(template, person(language=language), ward)):
        assert "Подопечный Пример Тестович" in text
    for text in bodies(letter(template, ward)):
        assert "Подопечный" not in text


@pytest.mark.parametrize("template", OF_TEAMS)
@pytest.mark.parametrize("language", Language)
def test_what_is_about_a_team_names_it_and_to_a_guardian_the_ward(template: TemplateId, language: Language) -> None:
    ward, reader = person(family_name="Подопечный"), person(language=language)
    for about in (ward, reader):
        one = delivery(reader, about, template)
        names = {one.id: {"team": Wording("Медведи", "Медведи")}}
        parsed = read(LETTERS.write(one, mailbox("primer@example.org"), reader, about, DAY, names=names).content)
        for text in bodies(parsed):
            assert ("«Медведи»" if language is Language.RUSSIAN else "“Медведи”") in text
            assert ("Подопечный Пример Тестович" in text) is (about is ward)
            assert "{" not in re.sub(r"<style.*?</style>", "", text, flags=re.DOTALL)


@pytest.mark.parametrize("template", TemplateId)
def test_no_letter_fetches_anything_or_carries_a_mark(template: TemplateId) -> None:
    _, html = bodies(letter(template, person()))
    assert not re.search(r"<(img|link|script|iframe)|url\(|@import|src=", html)
    addresses = re.findall(r'https?://[^"\s<]+', html)
    assert addresses
    assert all(one.startswith("https://skills.example/") for one in addresses)


def test_styles_are_inlined() -> None:
    _, html = bodies(letter(TemplateId.RESULT_PUBLISHED, person()))
    assert re.search(r'<a class="button"[^>]*style="[^"]*background', html)


def test_the_message_id_comes_from_the_delivery_and_robots_know_it_is_automatic() -> None:
    first, second = (letter(TemplateId.RESULT_PUBLISHED, person()) for _ in range(2))
    assert first["Message-ID"] == second["Message-ID"] == f"<{UUID(int=7)}@skills.example>"
    assert first["Auto-Submitted"] == "auto-generated"


def test_an_optional_letter_can_be_unsubscribed_by_one_click() -> None:
    reader = person()
    one = letter(TemplateId.RESULT_PUBLISHED, reader)
    assert one["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    token = str(one["List-Unsubscribe"]).strip("<>").rpartition("/")[2]
    asked = unsubscription(token, SECRET)
    assert (asked.recipient_id, asked.category, asked.channel) == (reader.id, Category.RESULTS, Channel.EMAIL)


def test_long_addresses_in_headers_stay_readable_for_mail_programs() -> None:
    long = Letters(
        "https://" + "long." * 20 + "example",
        mailbox("x@" + "long." * 20 + "example"),
        "x",
        SECRET,
        Paths(b"l" * 32),
        words,
    )
    reader = person()
    lines = written(delivery(reader, reader), reader, by=long).split(b"\r\n")
    assert any(re.fullmatch(rb"List-Unsubscribe: <https://[!-~]+>", line) for line in lines)
    assert any(re.fullmatch(rb"Message-ID: <[!-~]+>", line) for line in lines)


def test_a_mandatory_letter_offers_no_unsubscribing() -> None:
    one = letter(TemplateId.CERTIFICATE_REVOKED, person())
    assert TEMPLATES[TemplateId.CERTIFICATE_REVOKED].category.is_mandatory
    assert one["List-Unsubscribe"] is None
    assert not any("unsubscribe" in text for text in bodies(one))


def test_the_letter_about_a_result_has_no_figures() -> None:
    for text in bodies(letter(TemplateId.RESULT_PUBLISHED, person())):
        said = re.sub(r"<[^>]*>|https?://\S+", "", text)
        assert not re.search(r"\d", said)


STATUS = [TemplateId.CERTIFICATE_REVOKED, TemplateId.CERTIFICATE_SUSPENDED]
KNOWN = {
    "day": Wording("22 ноября 2026", "22 November 2026"),
    "public": Wording("да", "yes"),
    "issuer": Wording("Пробный <центр>", "Trial <centre>"),
}


@pytest.mark.parametrize("template", STATUS)
def test_a_letter_about_the_validity_says_when_where_it_says_why_and_whom_to_ask(template: TemplateId) -> None:
    reader = person(language=Language.ENGLISH)
    made = replace(delivery(reader, reader, template), details={**ALL, **KNOWN})
    plain, html = bodies(read(written(made, reader)))
    for text in (plain, html.replace("&lt;", "<").replace("&gt;", ">")):
        assert "Date: 22 November 2026." in text
        assert "Why stands on the certificate's page." in text.replace("&#39;", "'")
        assert "ask the organisation that issued it: Trial <centre>." in text


@pytest.mark.parametrize("template", STATUS)
def test_without_a_public_reason_the_letter_says_where_to_read_it(template: TemplateId) -> None:
    for text in bodies(letter(template, person(language=Language.ENGLISH))):
        assert "to read the reason." in text.replace("&#39;", "'")


def test_markup_in_a_name_stays_text() -> None:
    _, html = bodies(letter(TemplateId.RESULT_PUBLISHED, person(given_name="<script>alert(1)</script>")))
    assert "<script" not in html
    assert "&lt;script&gt;" in html


@pytest.mark.parametrize(
    "name",
    [
        ("Ледоколова-Снегурочкина", "Аделаида", "Зиновьевна"),
        ("Ледоколова", "Зиновия", "Зиновьевна"),
        ("Подопечная-Переподопечная", "Снежана-Метелица", "Многоотчествовна"),
        ("Q", "Ада", None),
    ],
)
def test_mail_programs_read_a_long_name_as_it_is(name: tuple[str, str, str | None]) -> None:
    reader = person(family_name=name[0], given_name=name[1], patronymic=name[2])
    content = written(delivery(reader, reader), reader)
    assert all(len(word) <= 75 for word in re.findall(rb"=\?utf-8\?\S+", content))
    # An older parser of Python's decodes encoded words as RFC 2047 has it.
    raw = message_from_bytes(content, policy=compat32)["To"]
    assert " ".join(str(make_header(decode_header(raw))).split()) == f"{reader.full_name} <primer@example.org>"


def test_a_line_break_in_a_name_does_not_become_a_header() -> None:
    one = letter(TemplateId.RESULT_PUBLISHED, person(given_name="Пример\r\nBcc: x@example.org"))
    assert one["Bcc"] is None
    assert len(one["To"].addresses) == 1


def test_a_line_break_in_a_championships_name_does_not_hold_the_letter_up() -> None:
    reader = person()
    broken = Wording("Пробный\r\nчемпионат", "Trial")
    made = replace(delivery(reader, reader), details={**ALL, "championship": broken})
    assert read(written(made, reader))["Subject"] == "Результаты опубликованы: Пробный чемпионат"


def test_a_cyrillic_domain_travels_in_its_ascii_form() -> None:
    one = letter(TemplateId.RESULT_PUBLISHED, person(email="primer@пример.рф"))
    assert one["To"].addresses[0].addr_spec == "primer@xn--e1afmkfd.xn--p1ai"


def test_a_letter_needs_no_extension_of_any_server() -> None:
    reader = person(email="primer@пример.рф")
    content = written(delivery(reader, reader), reader)
    assert content.isascii()
    assert content.count(b"\n") == content.count(b"\r\n") == content.count(b"\r")
    assert all(len(line) <= 998 for line in content.split(b"\r\n"))


def test_a_calendar_comes_as_an_attachment_beside_both_texts() -> None:
    reader = person()
    calendar = "BEGIN:VCALENDAR\r\nSUMMARY:Начало в 10:00\r\nEND:VCALENDAR\r\n"
    made = LETTERS.write(delivery(reader, reader), mailbox("a@example.org"), reader, reader, DAY, Wording(calendar, ""))
    one = read(made.content)
    assert [part.get_content_type() for part in one.walk()] == [
        "multipart/mixed",
        *("multipart/alternative", "text/plain", "text/html", "text/calendar"),
    ]
    [file] = one.iter_attachments()
    assert (file.get_filename(), file["Content-Type"].params["method"]) == ("schedule.ics", "PUBLISH")
    assert file.get_payload(decode=True) == calendar.encode()
    assert not any(part.defects for part in one.walk())


@pytest.mark.parametrize("name", ["--=_0", "From the start", ".", "x" * 2000])
def test_no_text_ends_a_part_or_changes_on_its_way(name: str) -> None:
    reader = person(language=Language.ENGLISH)
    one = replace(delivery(reader, reader), details={**ALL, "championship": Wording(name, name)})
    plain, html = bodies(read(written(one, reader)))
    assert name in plain
    assert name in html


@pytest.mark.parametrize("template", TemplateId)
@pytest.mark.parametrize(
    ("language", "named", "greeting"),
    [
        (Language.RUSSIAN, {}, "Здравствуйте, Пример Тестович."),
        (Language.ENGLISH, {}, "Hello Пример Тестович,"),
        (Language.RUSSIAN, {"given_name": "П.", "patronymic": "Т."}, "Здравствуйте, П. Т."),
        (Language.ENGLISH, {"given_name": "П.", "patronymic": None}, "Hello П,"),
        (Language.RUSSIAN, {"given_name": "", "patronymic": None}, "Здравствуйте."),
        (Language.ENGLISH, {"given_name": "", "patronymic": None}, "Hello,"),
    ],
)
def test_the_greeting_ends_with_its_punctuation_in_both_parts(
    template: TemplateId, language: Language, named: dict[str, str | None], greeting: str
) -> None:
    plain, html = bodies(letter(template, person(language=language, **named)))
    assert plain.splitlines()[0] == greeting
    assert f">{greeting}</p>" in html
