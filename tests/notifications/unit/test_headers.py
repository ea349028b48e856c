"""What mail programs make of our headers: two readers of the standard library that share no code."""

import re
from base64 import b64decode
from email import message_from_bytes
from email.header import decode_header, make_header
from email.policy import compat32, default
from email.utils import getaddresses

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from notifications.channels.email.headers import address_header, text_header

ADDRESS = "no-reply@example.org"
CHAMPIONSHIP = (
    "Отборочный этап чемпионата «Профессионалы» по компетенции «Сварочные технологии» Северо-Западный федеральный округ"
)
RUSSIAN = [
    "Отборочный",
    "этап",
    "чемпионата",
    "по",
    "компетенции",
    "«Сварочные",
    "технологии»",
    "Северо-Западный",
    "округ,",
    "ё",
    "–",
    "й",
]
ENGLISH = [
    "Registration",
    "confirmed:",
    "the",
    "“Welding”",
    "championship,",
    "in",
    "North-West",
    "(2026);",
    "a",
    "&",
    "b",
]
AWKWARD = [
    '"',
    "'",
    ",",
    "\\",
    "(",
    ")",
    "<",
    ">",
    ";",
    ":",
    "@",
    "=?",
    "?=",
    "=?utf-8?Q?x?=",
    "=",
    "_",
    "?",
    "a,b",
    '"x"',
]
EMOJI = ["🏅", "👩‍🏫", "🇷🇺", "é", "字", "ﬁ"]
WORDS = [*RUSSIAN, *ENGLISH, *AWKWARD, *EMOJI, "a" * 80, "Ж" * 60, "🏅" * 30, "x" * 1000]

sentences = st.lists(st.sampled_from(WORDS) | st.text(min_size=1, max_size=30), max_size=25).map(
    lambda words: " ".join(" ".join(words).split())
)
names = st.sampled_from(["Subject", "From", "To", "X-A-Name-That-Is-As-Long-As-None-Of-Ours"])


def raw(header: str) -> str:
    """What stands after the name, unfolded (RFC 5322, 2.2.3: the line's end goes, the space stays)."""
    return header.removesuffix("\r\n").replace("\r\n", "").partition(": ")[2]


def text_by_the_older_reader(header: str) -> str:
    return str(make_header(decode_header(raw(header))))


def text_by_the_newer_reader(header: str) -> str:
    return str(message_from_bytes(f"{header}\r\n".encode("ascii"), policy=default)["Subject"])


def mailboxes_by_the_older_reader(header: str) -> list[tuple[str, str]]:
    folded = message_from_bytes(f"{header}\r\n".encode("ascii"), policy=compat32)["From"]
    found = getaddresses([folded.replace("\r\n", "")])
    return [(str(make_header(decode_header(name))), address) for name, address in found]


def mailboxes_by_the_newer_reader(header: str) -> list[tuple[str, str]]:
    found = message_from_bytes(f"{header}\r\n".encode("ascii"), policy=default)["From"].addresses
    return [(one.display_name, one.addr_spec) for one in found]


@given(sentences)
@example(CHAMPIONSHIP)
@example("=?utf-8?B?aGFja2Vk?=")
@example("a" * 69 + " " + "b" * 77)
def test_a_subject_is_read_as_it_was_written(text: str) -> None:
    header = text_header("Subject", text)
    assert text_by_the_older_reader(header) == text
    assert text_by_the_newer_reader(header) == text


@given(sentences)
@example("A very long ASCII name, with commas, that goes on and on beyond the seventy eight columns of a line")
@example('Комитет по труду, занятости и "профориентации" 🏅 Ленинградской области')
@example("Ледоколова-Снегурочкина Аделаида Зиновьевна")
@example('"')
def test_a_sender_is_one_mailbox_of_its_whole_name(name: str) -> None:
    header = address_header("From", name, ADDRESS)
    assert mailboxes_by_the_older_reader(header) == [(name, ADDRESS)]
    ((shown, address),) = mailboxes_by_the_newer_reader(header)
    # It shows the space between encoded words, wrongly (RFC 2047, 6.2): so all but spaces is compared.
    assert (shown.replace(" ", ""), address) == (name.replace(" ", ""), ADDRESS)


@given(sentences.filter(lambda text: all(len(word.encode()) < 36 for word in text.split())))
def test_a_reader_that_shows_what_stands_between_encoded_words_cuts_no_word(name: str) -> None:
    ((shown, _),) = mailboxes_by_the_newer_reader(address_header("From", name, ADDRESS))
    assert shown.split() == name.split()


@given(names, sentences, st.booleans())
@example("From", "A very long ASCII name, with commas, that goes on and on beyond the columns of a line", True)
@example("Subject", "a" * 69 + " " + "b" * 77, False)
def test_every_line_is_one_that_all_programs_take(name: str, text: str, is_address: bool) -> None:
    header = address_header(name, text, ADDRESS) if is_address else text_header(name, text)
    assert header.isascii()
    assert header.isprintable() is False  # of its line's end alone
    assert re.fullmatch(r"([ -~]+\r\n)([ ][ -~]*[!-~][ -~]*\r\n)*", header)
    lines = header.removesuffix("\r\n").split("\r\n")
    assert all(len(line) <= 76 for line in lines if "=?utf-8?" in line)
    assert all(len(line) <= 78 for line in lines)


@given(sentences)
def test_encoded_words_stand_apart_and_each_is_whole(text: str) -> None:
    """Where they touch, Yahoo refuses the letter; where a character is cut in two, both halves are lost."""
    value = raw(text_header("Subject", text))
    if not value.startswith("=?utf-8?"):
        return
    words = value.split(" ")
    for word in words:
        found = re.fullmatch(r"=\?utf-8\?B\?([A-Za-z0-9+/]+=*)\?=", word)
        assert found
        assert len(word) <= 75
        b64decode(found[1], validate=True).decode()


@pytest.mark.parametrize("space", ["\r\n", "\n", "\t", "\u2028", "\u00a0", "  ", "\x0b", "\x85"])
def test_a_line_break_in_a_text_is_a_space(space: str) -> None:
    hidden = f"a{space}Bcc: b@example.org"
    assert text_header("Subject", hidden) == "Subject: a Bcc: b@example.org\r\n"
    assert mailboxes_by_the_older_reader(address_header("From", hidden, ADDRESS)) == [("a Bcc: b@example.org", ADDRESS)]


def test_what_needs_no_encoding_is_left_readable() -> None:
    assert address_header("From", "Skillproof", ADDRESS) == f"From: Skillproof <{ADDRESS}>\r\n"
    assert address_header("To", "", ADDRESS) == f"To: {ADDRESS}\r\n"
    assert address_header("To", "Sample, A.", ADDRESS) == f'To: "Sample, A." <{ADDRESS}>\r\n'
    long = "Registration confirmed: Regional stage of the championship of professions in the North-West"
    assert text_header("Subject", long).replace("\r\n", "") == f"Subject: {long}"
