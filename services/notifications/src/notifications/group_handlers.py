"""Categories that are held otherwise than planned, since few take part: told those whom it concerns."""

from collections.abc import Iterable, Sequence

from notifications.domain.deliveries import Wording
from notifications.domain.notices import Notice
from notifications.domain.templates import TemplateId
from notifications.notices_of_events import of_each, of_entry
from notifications.telling import Titles, subscriptions, tell_of_each
from notifications.wiring import App
from shared.contracts.competitions import RegistrationRegrouped
from shared.events import Event
from shared.messaging.subscriptions import Missed


@subscriptions.on_many(RegistrationRegrouped)
async def tell_how_it_is_held(events: Sequence[Event[RegistrationRegrouped]], app: App) -> Missed:
    def made(event: Event[RegistrationRegrouped], titles: Titles) -> Iterable[Notice]:
        data = event.data
        held = titles.held(data.championship_id, data.skill_id)
        said = {data.how.value: Wording("да", "yes")}
        return of_each(of_entry(event, data, held, TemplateId.REGISTRATION_REGROUPED, said), data)

    return await tell_of_each(app, events, made)
