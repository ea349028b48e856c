"""What a letter says, and its bytes."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from email.utils import format_datetime
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Final
from uuid import UUID

from css_inline import CSSInliner
from jinja2 import Environment, StrictUndefined, Template

from notifications.channels.email.headers import address_header, text_header
from notifications.channels.email.parts import body_of, calendar_part, text_part
from notifications.domain.deliveries import Delivery, Wording
from notifications.domain.mailboxes import Mailbox
from notifications.domain.recipients import Language, Recipient
from notifications.domain.templates.template import gettext_noop
from notifications.domain.unsubscribing import Unsubscription
from notifications.domain.writing import NO_NAMES, Message, Names, Translate, write
from notifications.paths import Paths
from notifications.unsubscribe_tokens import token_of

PACKAGE: Final = "notifications.channels.email"
TEMPLATES: Final = files(PACKAGE).joinpath("templates")
WITH_CALENDAR: Final = gettext_noop("The file that comes with this letter brings your calendar up to date.")
SEVERAL: Final = gettext_noop("News about entries: {n}")
SEVERAL_OF_TEAMS: Final = gettext_noop("News for you: {n}")
NOT_NAMED: Final[Mapping[UUID, Names]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Letter:
    """What the mail server is handed: ASCII, in lines that end with CRLF."""

    to: Mailbox
    content: bytes


class Letters:
    """Writes the letter of a delivery: text and HTML, with nothing that is fetched from anywhere."""

    def __init__(
        self,
        public_url: str,
        sender: Mailbox,
        sender_name: str,
        secret: bytes,
        paths: Paths,
        translate: Callable[[Language], Translate],
    ) -> None:
        self._public_url = public_url
        self._sender = sender
        self._sender_name = sender_name
        self._secret = secret
        self._paths = paths
        self._translate = translate
        self._plain, self._html = _templates()

    def write(
        self,
        delivery: Delivery,
        to: Mailbox,
        reader: Recipient,
        about: Recipient,
        at: datetime,
        calendar: Wording | None = None,
        others: Sequence[tuple[Delivery, Recipient]] = (),
        names: Mapping[UUID, Names] = NOT_NAMED,
        discreet: Collection[UUID] = (),
    ) -> Letter:
        """`calendar`: the file for calendars that comes with it, in both languages. `others`: what else is told in it, and of whom.
        `names`: by delivery. `discreet`: those of which the letter says no more than that there is news."""
        translate = self._translate(reader.language)

        def written(one: Delivery, of: Recipient) -> Message:
            named = names.get(one.id, NO_NAMES)
            path, is_discreet = self._paths.path_of(one), one.id in discreet
            entrance = self._paths.entrance(reader)
            language = reader.language
            return write(one, reader, of, language, translate, path, named, is_discreet=is_discreet, entrance=entrance)

        message, more = written(delivery, about), [written(one, of) for one, of in others]
        all_discreet = all(one.id in discreet for one in (delivery, *(one for one, _ in others)))
        about_entries = all(one.category.is_gathered for one in (delivery, *(one for one, _ in others)))
        several = translate(SEVERAL if about_entries else SEVERAL_OF_TEAMS, n=1 + len(more))
        subject = several if more and not all_discreet else message.subject
        unsubscribe = self._unsubscribe_url(delivery)
        head = [
            address_header("From", self._sender_name, str(self._sender)),
            address_header("To", reader.full_name, str(to)),
            text_header("Subject", subject),
            *(f"{line}\r\n" for line in self._plain_headers(delivery, reader.language, unsubscribe, at)),
        ]
        if delivery.id in discreet:
            calendar = None
        if calendar:
            message = replace(message, paragraphs=(*message.paragraphs, translate(WITH_CALENDAR)))
        file = calendar_part(calendar.in_language(reader.language), "schedule.ics") if calendar else None
        body = self._body(subject, [message, *more], translate, unsubscribe, reader.language)
        return Letter(to, "".join(head).encode("ascii") + body_of(body, file))

    def _plain_headers(
        self, delivery: Delivery, language: Language, unsubscribe: str | None, at: datetime
    ) -> Iterator[str]:
        """Never folded: they are ASCII, and a long address that is cut is found by nobody."""
        yield f"Date: {format_datetime(at)}"
        # The same for every attempt: who gets a letter twice can see that it is one.
        yield f"Message-ID: <{delivery.id}@{self._sender.domain}>"
        yield "Auto-Submitted: auto-generated"
        if unsubscribe:
            yield f"List-Unsubscribe: <{unsubscribe}>"
            yield "List-Unsubscribe-Post: List-Unsubscribe=One-Click"
        yield f"Content-Language: {language.value}"

    def _body(
        self, subject: str, messages: Sequence[Message], _: Translate, unsubscribe: str | None, language: Language
    ) -> Sequence[str]:
        words = {
            "lang": language.value,
            "subject": subject,
            "messages": messages,
            "origin": self._public_url,
            "preferences_url": self._public_url + "/inbox/preferences",
            "preferences": _("Choose what you hear about"),
            "unsubscribe_url": unsubscribe,
            "unsubscribe": _("No more letters of this kind"),
            "sender_name": self._sender_name,
        }
        return text_part(self._plain.render(words), "plain"), text_part(self._html.render(words), "html")

    def _unsubscribe_url(self, delivery: Delivery) -> str | None:
        if delivery.category.is_mandatory:
            return None
        token = token_of(Unsubscription(delivery.recipient_id, delivery.category, delivery.channel), self._secret)
        return f"{self._public_url}/inbox/unsubscribe/{token}"


@cache
def _templates() -> tuple[Template, Template]:
    """Of the plain text, and of the HTML: its styles are written to its tags once, not in each letter, so no `<`, `>` or `&` may
    stand in what Jinja reads."""
    usual = Environment(undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, autoescape=False)  # noqa: S701 - plain text
    plain, html, style = (TEMPLATES.joinpath(f"letter.{kind}").read_text() for kind in ("txt", "html", "css"))
    inliner = CSSInliner(load_remote_stylesheets=False, extra_css=style, keep_at_rules=True)
    return usual.from_string(plain), usual.overlay(autoescape=True).from_string(inliner.inline(html))
