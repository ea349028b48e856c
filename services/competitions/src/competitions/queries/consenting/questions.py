"""What a giver is asked: each purpose with the text that stands now."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from competitions.access import must_see
from competitions.domain.championship import Championship
from competitions.domain.consents.records import Answer, Consents, Decision, Purpose
from competitions.domain.consents.texts import ConsentText
from competitions.queries.records.names import operator_of
from competitions.wiring import App
from shared.identity.principal import Principal
from shared.web.formats import Formats


@dataclass(frozen=True, slots=True)
class Question:
    """One purpose, as its giver sees it."""

    purpose: Purpose
    text: ConsentText
    is_required: bool
    answer: Answer | None
    until: date | None
    """The last day of what is allowed, where the text names one."""
    is_written: bool = False
    """The answer counts when it stands on paper too."""

    @property
    def waits_for_paper(self) -> bool:
        answer = self.answer
        return self.is_written and answer is not None and answer.is_yes_without_paper

    @property
    def standing(self) -> Answer | None:
        """What was answered to the very text that is shown: to another one nothing is chosen beforehand."""
        answer = self.answer
        is_kept = answer is not None and answer.decision is not Decision.WITHDRAWN
        return answer if answer and is_kept and answer.text == self.text.shown else None


async def questions_of(
    app: App, championship: Championship, purposes: Iterable[Purpose], language: str, consents: Consents | None
) -> tuple[Question, ...]:
    """`consents`: what the giver has answered before."""
    rules = app.rulesets[championship.ruleset].consents
    texts = await texts_of(app, championship, language)
    return tuple(
        Question(
            purpose,
            texts[purpose],
            purpose in rules.required,
            consents.of(purpose) if consents else None,
            last_public_day(app, championship) if purpose is Purpose.PUBLICATION else None,
            purpose in rules.written,
        )
        for purpose in purposes
    )


async def questions_in(app: App, championship_id: UUID, by: Principal | None, language: str) -> tuple[Question, ...]:
    """All that the ruleset asks, as whoever has not answered reads it. Raises Unknown, Forbidden."""
    championship = await app.championships.get(championship_id)
    await must_see(app, championship, by)
    return await questions_of(app, championship, app.rulesets[championship.ruleset].consents.purposes, language, None)


async def texts_of(app: App, championship: Championship, language: str) -> Mapping[Purpose, ConsentText]:
    """What is shown now for each purpose: the organisation's own text where it has one, else the shipped one."""
    own = await app.own_texts.newest(championship.organisation)
    formats = Formats("en" if language == "en" else "ru", app.settings.zone)
    names = {
        "championship": championship.name.en if language == "en" else championship.name.ru,
        "organisation": await operator_of(app, championship.organisation, language),
        "address": app.settings.public_url,
        "until": formats.day(last_public_day(app, championship)),
    }
    return {
        purpose: own.get(purpose, shipped).filled(language, names) for purpose, shipped in app.consent_texts.items()
    }


def last_public_day(app: App, championship: Championship) -> date:
    """On which the championship shows what was allowed."""
    return app.rulesets[championship.ruleset].consents.last_public_day(championship.ends_on)
