"""What stops the start, with the setting's name."""

import pytest
from pydantic import SecretStr, ValidationError

from notifications.settings import Settings


def settings(**given: object) -> Settings:
    known: dict[str, object] = {
        "public_url": "https://skills.example",
        "mongo_url": "mongodb://127.0.0.1:1",
        "mongo_database": "x",
        "kafka_bootstrap": "127.0.0.1:1",
        "oidc_issuer": "https://id.example",
        "oidc_client_id": "web",
        "oidc_client_secret": SecretStr("not a secret"),
        "oidc_audience": "urn:skillproof",
        "session_secret": SecretStr("x" * 32),
        "smtp_host": "mail.example",
        "sender_address": "no-reply@skills.example",
        "unsubscribe_secret": SecretStr("u" * 32),
        "link_secret": SecretStr("l" * 32),
        **given,
    }
    return Settings.model_validate(known)


def test_a_sender_of_an_international_domain_is_known_by_its_a_labels() -> None:
    assert settings(sender_address="no-reply@Пример.РФ").sender_address == "no-reply@xn--e1afmkfd.xn--p1ai"


@pytest.mark.parametrize(
    "address", ["", "skills.example", "ответ@пример.рф", "a@🏅.рф", "a@b@c", "Skills <a@b.example>"]
)
def test_a_sender_that_cannot_be_answered_stops_the_start(address: str) -> None:
    with pytest.raises(ValidationError, match=r"sender_address[\s\S]*no-reply@example.org"):
        settings(sender_address=address)


@pytest.mark.parametrize(
    ("host", "asked"),
    [("почта.рф", "xn--80a1acny.xn--p1ai"), ("Mail_1", "Mail_1"), ("192.0.2.1", "192.0.2.1"), ("::1", "::1")],
)
def test_a_mail_server_is_asked_by_its_a_labels(host: str, asked: str) -> None:
    assert settings(smtp_host=host).smtp_host == asked


def test_a_mail_server_that_no_name_can_be_of_stops_the_start() -> None:
    with pytest.raises(ValidationError, match="smtp_host"):
        settings(smtp_host="почта..рф")


@pytest.mark.parametrize("name", ["Центр\nBcc: a@example.org", "a\0", "a" * 201])
def test_a_senders_name_is_one_line(name: str) -> None:
    with pytest.raises(ValidationError, match="sender_name"):
        settings(sender_name=name)


def test_a_senders_name_may_have_what_names_have() -> None:
    assert settings(sender_name="Центр «Мастерство», 👩‍🏫").sender_name == "Центр «Мастерство», 👩‍🏫"
