"""`/inbox/preview`: how a letter will look, before the command that sends it. The browser brings what it is about; nothing is kept."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Literal
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from notifications.api.deps import TheApp
from notifications.domain.deliveries import Link, Wording
from notifications.domain.notices import Notice
from notifications.domain.preferences import Channel
from notifications.domain.recipients import Language, Recipient
from notifications.domain.templates import OF_TEAMS, TemplateId
from notifications.domain.writing import NO_NAMES, Message, write
from notifications.pages.inbox import pages
from notifications.queries.titles import discreet_among
from notifications.wiring import App, words
from shared.web.deps import Organiser
from shared.web.forms import body_of, read, typed_in
from shared.web.schemas import In, TextIn

router = APIRouter(prefix="/inbox", include_in_schema=False)
NOBODY: Final = UUID(int=0)
PERSON: Final = Recipient(UUID(int=1), family_name="Вымыслова", given_name="Проба", patronymic="Тестовна")
GUARDIAN: Final = Recipient(UUID(int=2), family_name="Вымыслов", given_name="Пример", patronymic="Тестович")
SAMPLES: Final = {
    "place": Wording("3", "3"),
    "number": Wording("47-2026-000001", "47-2026-000001"),
    "title": Wording("Участник", "Participant"),
    "championship": Wording("Мастера Приозёрья", "Masters of Priozerye"),
    "skill": Wording("Сборка метеостанций", "Weather station assembly"),
    "organisation": Wording("Организация", "Organisation"),
    "issuer": Wording("Точка роста «Проба»", "Growth Point Proba"),
    "duty": Wording("организатор", "organiser"),
    "role": Wording("эксперт", "expert"),
    "code": Wording("K7QW-M4XP", "K7QW-M4XP"),
    "until": Wording("1 декабря 2026 г., 18:00 (UTC+3)", "1 December 2026, 18:00 (UTC+3)"),
    "due": Wording("1 декабря 2026 г., 18:00 (UTC+3)", "1 December 2026, 18:00 (UTC+3)"),
    "demonstration": Wording("да", "yes"),
    "changes": Wording("Модуль А: 09:00.", "Module A: 09:00."),
}
"""What a letter names beside what the browser brings."""
OTHERWISE: Final = {TemplateId.DUTY_OFFERED: {"place": Wording("Колледж Приозёрья", "College of Priozerye")}}
"""Where a word of a template means something else there."""


TEAM: Final = {"team": Wording("Северные дрозды", "Northern Thrushes")}
TO_MENTORS: Final = frozenset({TemplateId.MENTOR_NAMED})
"""Written to nobody else of a team, nor to a guardian."""
LINKED: Final[Mapping[TemplateId, Literal["consent", "mentoring"]]] = {
    TemplateId.CONSENT_ASKED: "consent",
    TemplateId.CONSENT_MISSING: "consent",
    TemplateId.MENTOR_NAMED: "mentoring",
}
"""Whose letters lead their reader to where they answer without an account."""


class To(StrEnum):
    PEOPLE = "people"
    """Who competes alone."""
    TEAMS = "teams"
    """Members of a team, its captain among them, and its mentor."""


class PreviewIn(In):
    template: TemplateId
    to: To | None = None
    """Who there is; none: both."""
    championship: TextIn | None = None
    championship_id: UUID | None = None
    """Where taking part in it tells what the law protects specially, the letter names nothing."""
    skill: TextIn | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    language: Language
    is_for_guardian: bool
    is_of_team: bool
    message: Message


@router.post("/preview")
async def show(request: Request, by: Organiser, app: TheApp) -> HTMLResponse:
    """Only shows: a form of another site that posts here learns and changes nothing."""
    sent = body_of(await typed_in(request), PreviewIn.model_fields)
    asked = read(PreviewIn, sent)
    notice = _sample(app, asked)
    is_discreet = bool(await discreet_among(app, [notice.delivery(NOBODY, PERSON.id, Channel.EMAIL, app.now())]))
    return pages.render(
        request,
        "preview.html",
        principal=by,
        shown=_written(app, asked, notice, is_discreet=is_discreet),
        is_discreet=is_discreet,
        mentors_alone=asked.template in TO_MENTORS,
    )


def _sample(app: App, asked: PreviewIn) -> Notice:
    brought = {"championship": asked.championship, "skill": asked.skill}
    details = {
        **SAMPLES,
        **OTHERWISE.get(asked.template, {}),
        **{name: Wording(text.ru, text.en) for name, text in brought.items() if text},
    }
    use = LINKED.get(asked.template)
    link, held = Link(use, NOBODY) if use else None, asked.championship_id
    return Notice(NOBODY, PERSON.id, asked.template, details, "/", app.now(), link=link, championship_id=held)


def _written(app: App, asked: PreviewIn, notice: Notice, *, is_discreet: bool) -> Sequence[Shown]:
    """By the code that writes letters: to each who gets one, in both languages."""
    return [
        Shown(
            language,
            reader is GUARDIAN,
            is_of_team,
            write(
                notice.delivery(NOBODY, reader.id, Channel.EMAIL, app.now()),
                reader,
                PERSON,
                language,
                words(language),
                "/",
                TEAM if is_of_team else NO_NAMES,
                is_discreet=is_discreet,
            ),
        )
        for language in Language
        for is_of_team, reader in _readers(asked)
    ]


def _readers(asked: PreviewIn) -> Iterator[tuple[bool, Recipient]]:
    """Whether they are of a team, and who they are. What is written to everybody alike is shown once."""
    if asked.template in TO_MENTORS:
        yield True, PERSON
        return
    has_teams = asked.template in OF_TEAMS
    for is_of_team in (False, True):
        is_wanted = has_teams if is_of_team else asked.to is not To.TEAMS or not has_teams
        if is_wanted and (not is_of_team or asked.to is not To.PEOPLE):
            yield is_of_team, PERSON
            yield is_of_team, GUARDIAN
