from collections.abc import Callable
from datetime import datetime
from email.errors import HeaderParseError
from email.header import Header
from email.headerregistry import Address, BaseHeader, HeaderRegistry, UniqueAddressHeader, UnstructuredHeader
from email.message import EmailMessage
from email.policy import SMTP, Policy
from email.utils import format_datetime
from importlib.resources import files
from typing import Final

from css_inline import CSSInliner
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from notifications.domain.deliveries import Delivery
from notifications.domain.recipients import Language, Recipient
from notifications.domain.templates import Message, Translate, write
from notifications.domain.unsubscribing import Unsubscription

STYLE: Final = files("notifications.channels.email").joinpath("templates", "letter.css").read_text()


class OneLine(UnstructuredHeader, BaseHeader):
    """A header that is never folded: Python would encode a long address, and then nobody finds it."""

    def fold(self, *, policy: Policy) -> str:
        return f"{self.name}: {self}{policy.linesep}"


class To(UniqueAddressHeader):
    """One mailbox. Python's own folding loses the space between two encoded words (RFC 2047, 6.2): names would run together."""

    def fold(self, *, policy: Policy) -> str:
        (mailbox,) = self.addresses
        if mailbox.display_name.isascii():
            return f"To: {mailbox}{policy.linesep}"
        name = Header(mailbox.display_name, "utf-8", 75, "To").encode(linesep=policy.linesep)
        return f"To: {name}{policy.linesep} <{mailbox.addr_spec}>{policy.linesep}"


def _headers() -> HeaderRegistry:
    registry = HeaderRegistry()
    # The registry itself puts BaseHeader beneath it, which the typing does not know.
    registry.map_to_type("to", To)  # type: ignore[arg-type]
    for name in ("message-id", "list-unsubscribe"):
        registry.map_to_type(name, OneLine)
    return registry


POLICY: Final = SMTP.clone(header_factory=_headers())


class AddressInvalid(Exception):
    """No letter can be addressed like this."""


class Letters:
    """Writes the letter of a delivery: text and HTML, with nothing that is fetched from anywhere."""

    def __init__(
        self, public_url: str, sender: Address, secret: bytes, translate: Callable[[Language], Translate]
    ) -> None:
        self._public_url = public_url
        self._sender = sender
        self._secret = secret
        self._translate = translate
        self._templates = Environment(
            loader=PackageLoader("notifications.channels.email"),
            autoescape=select_autoescape(("html",)),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        # Remote style sheets would let a text make us read addresses and local files.
        self._inliner = CSSInliner(load_remote_stylesheets=False, extra_css=STYLE, keep_at_rules=True)

    def write(self, delivery: Delivery, reader: Recipient, about: Recipient, at: datetime) -> EmailMessage:
        """Raises AddressInvalid."""
        translate = self._translate(reader.language)
        message = write(delivery, reader, about, reader.language, translate)
        letter = EmailMessage(POLICY)
        letter["From"] = self._sender
        letter["To"] = _address(reader)
        letter["Subject"] = " ".join(message.subject.split())
        letter["Date"] = format_datetime(at)
        # The same for every attempt: who gets a letter twice can see that it is one.
        letter["Message-ID"] = f"<{delivery.id}@{self._sender.domain}>"
        letter["Auto-Submitted"] = "auto-generated"
        unsubscribe = self._unsubscribe_url(delivery)
        if unsubscribe:
            letter["List-Unsubscribe"] = f"<{unsubscribe}>"
            letter["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
        self._fill(letter, message, translate, unsubscribe, reader.language)
        # At last: filling moves what is named Content-… into the first part.
        letter["Content-Language"] = reader.language.value
        return letter

    def _fill(
        self, letter: EmailMessage, message: Message, _: Translate, unsubscribe: str | None, language: Language
    ) -> None:
        words = {
            "lang": language.value,
            "message": message,
            "url": self._public_url + message.path,
            "preferences_url": self._public_url + "/inbox/preferences",
            "preferences": _("Choose what you hear about"),
            "unsubscribe_url": unsubscribe,
            "unsubscribe": _("No more letters of this kind"),
            "sender_name": self._sender.display_name,
        }
        letter.set_content(self._templates.get_template("letter.txt").render(words))
        html = self._inliner.inline(self._templates.get_template("letter.html").render(words))
        letter.add_alternative(html, subtype="html")

    def _unsubscribe_url(self, delivery: Delivery) -> str | None:
        if delivery.category.is_mandatory:
            return None
        token = Unsubscription(delivery.recipient_id, delivery.category, delivery.channel).token(self._secret)
        return f"{self._public_url}/inbox/unsubscribe/{token}"


def _address(reader: Recipient) -> Address:
    """Domains such as «почта.рф» travel in their ASCII form; a Cyrillic mailbox would need SMTPUTF8 all the way."""
    local, _, domain = (reader.email or "").strip().rpartition("@")
    try:
        mailbox = f"{local}@{domain.encode('idna').decode()}"
        mailbox.encode("ascii")
        return Address(display_name=" ".join(reader.full_name.split()), addr_spec=mailbox)
    except (ValueError, IndexError, HeaderParseError):
        raise AddressInvalid from None
