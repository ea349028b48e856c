"""The texts of consents as an organisation keeps them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from competitions.domain.consents.records import Purpose
from competitions.domain.consents.texts import ConsentText, OwnTexts, Published, Template
from competitions.queries.records.names import operator_of
from competitions.wiring import App
from shared.identity.principal import Forbidden, Principal, Role


@dataclass(frozen=True, slots=True)
class KeptText:
    """Of one purpose."""

    purpose: Purpose
    shipped: Template
    own: OwnTexts | None

    @property
    def shown(self) -> Template:
        """What people read now."""
        newest = self.own.newest if self.own else None
        return newest.text if newest else self.shipped

    @property
    def newest(self) -> Published | None:
        return self.own.newest if self.own else None

    @property
    def seen_version(self) -> int:
        """0 where the organisation never wrote one."""
        return self.own.version if self.own else 0

    @property
    def earlier(self) -> Sequence[Published]:
        """Before the newest, the latest first."""
        return self.own.versions[-2::-1] if self.own else ()


def keeper_of(by: Principal) -> str:
    """The organisation whose texts an organiser writes. Raises Forbidden."""
    if not by.has(Role.ORGANISER) or not by.organisation:
        raise Forbidden
    return by.organisation


async def kept_texts(app: App, by: Principal) -> Sequence[KeptText]:
    """Of every purpose. Raises Forbidden."""
    organisation = keeper_of(by)
    own = {one.purpose: one for one in await app.own_texts.of_organisation(organisation)}
    return [KeptText(purpose, app.consent_texts[purpose], own.get(purpose)) for purpose in Purpose]


async def kept_text(app: App, purpose: Purpose, by: Principal) -> KeptText:
    """Raises Forbidden."""
    return KeptText(purpose, app.consent_texts[purpose], await app.own_texts.of(keeper_of(by), purpose))


async def previewed(app: App, text: Template, language: str, names: Mapping[str, str], by: Principal) -> ConsentText:
    """As a guardian would read it, with `names` of a championship and a day."""
    operator = await operator_of(app, keeper_of(by), language)
    return text.filled(language, {**names, "organisation": operator, "address": app.settings.public_url})
