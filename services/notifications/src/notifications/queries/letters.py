"""What became of letters, for the organiser whose events they tell of: how many, and whom they did not reach."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from notifications.domain.deliveries import Delivery, Reason, State
from notifications.domain.inbox import Cursor
from notifications.domain.preferences import Category
from notifications.domain.recipients import Language, Recipient
from notifications.domain.writing import Translate, write
from notifications.queries.titles import names_of
from notifications.wiring import App


@dataclass(frozen=True, slots=True)
class Letters:
    """Numbers as they are at this moment."""

    by_category: Mapping[Category, Counter[State]]
    reasons: Mapping[Reason, int]
    """Why letters have failed or were not sent, and how many."""
    certificates: int
    """Of which somebody was told."""

    @property
    def in_all(self) -> Counter[State]:
        return sum(self.by_category.values(), Counter())

    @property
    def is_growing(self) -> bool:
        return any(self.in_all[state] for state in State if not state.is_end)


async def letters_of(app: App, organisation: str, championship_id: UUID | None) -> Letters:
    """Of the organisation's own events alone: another's championship looks as if nothing had happened. None: of no championship."""
    by_category: dict[Category, Counter[State]] = {}
    reasons: Counter[Reason] = Counter()
    for category, state, reason, number in await app.deliveries.of_championship(organisation, championship_id):
        by_category.setdefault(category, Counter())[state] += number
        if reason and state in {State.FAILED, State.SUPPRESSED}:
            reasons[reason] += number
    return Letters(by_category, reasons, await app.deliveries.certificates_told(organisation, championship_id))


@dataclass(frozen=True, slots=True)
class Unreached:
    """A letter that its reader did not get, and will not."""

    letter: Delivery
    reader: Recipient
    about: Recipient
    subject: str
    """Of the letter."""


@dataclass(frozen=True, slots=True)
class UnreachedPage:
    """The newest first, and where to go on."""

    letters: tuple[Unreached, ...]
    next: Cursor | None


async def unreached(
    app: App,
    organisation: str,
    championship_id: UUID | None,
    after: Cursor | None,
    limit: int,
    language: Language,
    translate: Translate,
) -> UnreachedPage:
    """Of the same letters as `letters_of` counts; without those that their readers do not want, and those of the erased."""
    found, following = await app.deliveries.unreached(organisation, championship_id, limit=limit, after=after)
    known = await app.recipients.known(id for one in found for id in (one.recipient_id, one.about_id))
    names = await names_of(app, found)
    lines = []
    for one in found:
        reader = known.get(one.recipient_id, Recipient(one.recipient_id))
        about = known.get(one.about_id, Recipient(one.about_id))
        message = write(one, reader, about, language, translate, one.path, names[one.id])
        lines.append(Unreached(one, reader, about, message.subject))
    return UnreachedPage(tuple(lines), following)
