"""What real servers say, and of whom. The texts are theirs; names, addresses and numbers are invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifications.domain.refusals import Refusal, enhanced_status, refusal

OF_THE_MAILBOX = [
    # Gmail
    "550 5.1.1 The email account that you tried to reach does not exist.\n5.1.1 https://support.google.com/mail/?p=NoSuchUser",
    "550 5.2.1 The email account that you tried to reach is disabled. https://support.google.com/mail/?p=DisabledUser",
    "550 5.2.1 The email account that you tried to reach is inactive.",
    # Yandex
    "550 5.7.1 No such user!; 1764150000-abc",
    # Mail.ru
    "550 Message was not accepted -- invalid mailbox.  Local mailbox a@mail.example is unavailable: user not found",
    "550 Message was not accepted -- invalid mailbox.  Local mailbox a@mail.example is unavailable: account is disabled",
    "550 Message was not accepted -- invalid mailbox.  Local mailbox a@mail.example is unavailable: user is terminated",
    # Exchange Online
    "550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient a@b.example not found by SMTP address lookup",
    "550 5.1.1 RESOLVER.ADR.RecipNotFound; not found",
    # Postfix
    "550 5.1.1 <a@b.example>: Recipient address rejected: User unknown in local recipient table",
    "550 5.1.1 <a@b.example>: Recipient address rejected: User unknown in relay recipient table",
    "550 <a@b.example>: Recipient address rejected: User unknown in relay recipient table",
    "550 5.1.1 <a@b.example>: Recipient address rejected: User unknown in virtual mailbox table",
    "550 5.1.2 <a@b.example>: Recipient address rejected: Domain not found",
    "554 5.7.1 <a@b.example>: Recipient address rejected: user not found",
    # Exim, Sendmail, qmail, IronPort
    "550 Unknown user",
    "550 No Such User Here",
    "550 5.1.1 <a@b.example>... User unknown",
    "553 5.3.0 <a@b.example>... No such user",
    "550 5.2.1 <a@b.example>... Addressee unknown, relay=[203.0.113.5]",
    "550 sorry, no mailbox here by that name (#5.1.1)",
    "550 sorry, no mailbox here by that name. (#5.7.1)",
    "550 #5.1.0 Address rejected.",
    # Yahoo, Barracuda, others
    "554 delivery error: dd This user doesn't have a yahoo.com account (a@yahoo.example) [0] - mta1.mail.gq1.yahoo.com",
    "554 30 Sorry, your message to a@b.example cannot be delivered. This mailbox is disabled (554.30).",
    "554 delivery error: dd Sorry your message cannot be delivered. This account has been disabled or discontinued [#102].",
    "550 cuda_nsu 5.1.1 <a@b.example> Recipient address rejected: User unknown",
    "550 No such user (a@b.example)",
    "550 5.1.1 Account not found / Nie ma takiego konta",
    "556 5.1.10 Recipient address has null MX",
    "550 Пользователь не найден",
    "550 5.1.1",
    "550 5.2.1",
]
OF_THE_LETTER = [
    "552 5.2.2 <a@b.example>: user is over quota",
    "552 5.2.2 Mailbox full",
    "550 5.2.2 The email account that you tried to reach is over quota",
    "552 Requested mail action aborted: exceeded storage allocation",
    "552 5.3.4 Message size exceeds fixed limit",
    "554 5.6.0 Message contains invalid header",
    "552",
]
OF_US = [
    # Gmail
    "550 5.4.5 Daily sending quota exceeded. - gsmtp",
    "550 5.4.5 Daily user sending limit exceeded",
    "550 5.7.26 This mail has been blocked because the sender is unauthenticated.",
    "550 5.7.1 Our system has detected that this message is likely unsolicited mail.",
    "550 5.7.1 Unauthenticated email from mail.example is not accepted due to domain's DMARC policy.",
    "550 5.2.1 The user you are trying to contact is receiving mail at a rate that\n5.2.1 prevents additional messages",
    # Yandex
    "554 5.7.1 [1] Message rejected under suspicion of SPAM; https://ya.cc/x",
    "553 5.7.1 Sender address rejected: not owned by auth user.",
    "554 5.7.1 Blocked by spam statistics - see http://feedback.yandex.example/?from=x",
    # Mail.ru
    "550 spam message rejected. Please visit http://help.mail.ru/notspam-support/id?c=x",
    "550 message sending for this account is disabled",
    "550 5.7.1 This message was not accepted due to domain owner DMARC policy (RFC 7489)",
    # Outlook, Exchange Online
    "550 5.4.1 Recipient address rejected: Access denied. [X.eop-EUR02.prod.protection.outlook.com]",
    "550 5.7.606 Access denied, banned sending IP [203.0.113.5].",
    "550 5.7.1 Unfortunately, messages from [203.0.113.5] weren't sent. Part of their network is on our block list (S3150).",
    "550 SC-001 (X) Unfortunately, messages from 203.0.113.5 weren't sent.",
    "550 5.7.64 TenantAttribution; Relay Access Denied",
    "550 5.5.0 Requested action not taken: mailbox unavailable",
    # Postfix
    "554 5.7.1 Service unavailable; Client host [203.0.113.5] blocked using zen.spamhaus.org",
    "554 5.7.1 <a@b.example>: Relay access denied",
    "554 5.7.1 <a@b.example>: Recipient address rejected: Access denied",
    "550 5.1.8 <no-reply@x.example>: Sender address rejected: Domain not found",
    "550 5.1.7 <no-reply@x.example>: Sender address rejected: unverified address",
    "550 5.1.1 <no-reply@x.example>: Sender address rejected: User unknown in virtual mailbox table",
    "550 5.1.1 <a@b.example>: Recipient address rejected: undeliverable: host mx said: 554 5.7.1 blocked using bl.spamcop.net",
    # Exim
    "550 relay not permitted",
    "550 Administrative prohibition",
    "550 Verification failed for <no-reply@x.example>\nNo Such User Here\nSender verify failed",
    # It may be its own router that is broken: it names no mailbox.
    "550 Unrouteable address",
    # Others
    "550 Blocked - see https://www.spamcop.net/bl.shtml?203.0.113.5",
    "550 Relaying denied",
    "553 sorry, that domain isn't in my list of allowed rcpthosts",
    "553 sorry, that domain isn't in my list of allowed rcpthosts (#5.7.1)",
    "550 https://www.spamhaus.org/query/ip/203.0.113.5",
    "550 5.2.1 Mailbox unavailable. Your IP address 203.0.113.5 is blacklisted using SPAMHAUS-XBL.",
    "550 5.1.0 203.0.113.5 is not allowed to send from <x.example> per it's SPF Record.",
    "552 5.2.0 This message has been rejected due to content judged to be spam by the internet community IB212",
    "553 5.3.0 flph825 DNSBL:ATTRBL 521< 203.0.113.5 >_is_blocked.__For_information_see_http://b.example/blocks",
    "550 permanent failure for one or more recipients (a@b.example:blocked)",
    "550 5.7.1 Recipient doesn't want your mail",
    "571 Delivery not authorized, message refused",
    "550 5.1.1.20 has no business here",
    "554 Transaction failed",
    "550",
    "553",
]
REPLIES = [
    *((text, Refusal.MAILBOX) for text in OF_THE_MAILBOX),
    *((text, Refusal.LETTER) for text in OF_THE_LETTER),
    *((text, Refusal.US) for text in OF_US),
]
# Readers are called as they like: it says nothing of why they are refused.
NAMES = ["a@b.example", "<antispam@blocked.example>", "no.such.user@relay.example", "<sender@spamhaus.example>"]


def judged(reply: str) -> Refusal:
    code, _, text = reply.partition(" ")
    return refusal(int(code), text)


@pytest.mark.parametrize(("reply", "about"), REPLIES)
def test_a_refusal_is_taken_for_what_it_is(reply: str, about: Refusal) -> None:
    assert judged(reply) is about


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("reply", "about"), REPLIES)
def test_the_readers_address_decides_nothing(reply: str, about: Refusal, name: str) -> None:
    assert judged(f"{reply.replace('a@b.example', name.strip('<>'))} {name}") is about


@pytest.mark.parametrize(("reply", "about"), REPLIES)
def test_neither_do_capitals_nor_the_ends_of_lines(reply: str, about: Refusal) -> None:
    assert judged(reply.upper()) is about
    code, _, text = reply.partition(" ")
    assert refusal(int(code), text.replace(", ", ",\n")) is about


OF_NO_MAILBOX = ["", "5.0.0", "5.3.2", "5.4.1", "5.4.5", "5.5.1", "5.7.0", "5.7.1", "5.7.606", "5.1.7", "5.1.8"]
WORDS = ["we", "do", "refuse", "this", "mail", "now", "from", "there", "go", "away", "later", "203.0.113.5", "(S3150)"]


@given(st.integers(500, 599), st.sampled_from(OF_NO_MAILBOX), st.lists(st.sampled_from(WORDS)))
def test_what_names_no_mailbox_condemns_none(code: int, status: str, words: list[str]) -> None:
    assert refusal(code, " ".join([status, *words])) is not Refusal.MAILBOX


@given(st.integers(500, 599), st.text(max_size=5000))
def test_whatever_a_server_says_is_understood_somehow(code: int, text: str) -> None:
    assert refusal(code, text) in Refusal


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("5.1.1 unknown", "5.1.1"),
        ("no mailbox here (#5.1.1)", "5.1.1"),
        ("#5.1.0 Address rejected.", "5.1.0"),
        ("5.1.1.20 is listed", None),
        ("from 5.1.1.20", None),
        ("version 5.1.1", None),
        ("", None),
    ],
)
def test_a_network_address_is_no_status(text: str, status: str | None) -> None:
    assert enhanced_status(text) == status
