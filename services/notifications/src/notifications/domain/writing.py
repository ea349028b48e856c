"""A notice becomes a message: its template with the names of the event, for one reader in one language."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final, Protocol

from notifications.domain.deliveries import Delivery, Wording
from notifications.domain.discretion import INBOX, discreet
from notifications.domain.recipients import Language, Recipient
from notifications.domain.templates import OF_TEAMS, TEMPLATES, Template, TemplateId, gettext_noop


class Translate(Protocol):
    def __call__(self, msgid: str, /, **params: object) -> str: ...


@dataclass(frozen=True, slots=True)
class Way:
    action: str
    path: str


@dataclass(frozen=True, slots=True)
class Message:
    """A text for one reader, in one language, without any form."""

    subject: str
    greeting: str
    paragraphs: tuple[str, ...]
    action: str
    path: str
    more: tuple["Way", ...] = ()
    """Where it leads as well."""

    @property
    def body(self) -> str:
        """The paragraphs, one a line."""
        return "\n".join(self.paragraphs)


_ = gettext_noop

Names = Mapping[str, Wording]
"""How the championship and the skill of a message are called, by the words of templates."""
NO_NAMES: Final[Names] = MappingProxyType({})

GREETING, GREETING_WITHOUT_NAME = _("Hello {name},"), _("Hello,")
ENTRANCE: Final = _(
    "To have it as a PDF, connect an account by the second link. It is for you alone: do not pass it on."
)
CONNECT: Final = _("Connect an account")
WITH_DOCUMENTS: Final = frozenset({TemplateId.CERTIFICATE_ISSUED, TemplateId.ACHIEVEMENT_ISSUED})


def write(
    delivery: Delivery,
    reader: Recipient,
    about: Recipient,
    language: Language,
    translate: Translate,
    path: str,
    names: Names = NO_NAMES,
    *,
    is_discreet: bool = False,
    entrance: str | None = None,
) -> Message:
    """The message of `delivery` in `language`, which is that of `translate`. It leads to `path`.

    `entrance`: of a reader without an account, where they say which is theirs; without it no document would be shown to them.
    `is_discreet`: it says that there is news, and leads to where its reader signs in, unless the link is theirs alone.
    """
    template = discreet(delivery) if is_discreet else _template(delivery, names)
    words: dict[str, object] = {
        name: _said(wording, language) for name, wording in {**names, **delivery.details}.items()
    }
    text = template.ward if delivery.is_for_guardian else template.own
    more = [sentence.text if sentence.word in words else sentence.otherwise for sentence in template.more]
    message = Message(
        translate(template.subject, **words),
        _greeting(reader, translate),
        (translate(text, **words, ward=about.full_name), *_lines(translate(one, **words) for one in more if one)),
        translate(template.action),
        INBOX if is_discreet and not delivery.link else path,
    )
    if entrance is None or delivery.template not in WITH_DOCUMENTS:
        return message
    if is_discreet:  # its reader cannot sign in yet
        return replace(message, action=translate(CONNECT), path=entrance)
    told = (*message.paragraphs, translate(ENTRANCE))
    return replace(message, paragraphs=told, more=(Way(translate(CONNECT), entrance),))


def _template(delivery: Delivery, names: Names) -> Template:
    id = TemplateId(delivery.template)
    return OF_TEAMS.get(id, TEMPLATES[id]) if "team" in names else TEMPLATES[id]


def _lines(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield from text.splitlines()


def _greeting(reader: Recipient, translate: Translate) -> str:
    """A given name may be an initial: its point is not doubled."""
    name = reader.name.rstrip(".")
    return translate(GREETING, name=name) if name else translate(GREETING_WITHOUT_NAME)


def _said(wording: Wording, language: Language) -> str:
    return wording.en if language is Language.ENGLISH else wording.ru
