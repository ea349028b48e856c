"""Who is asked to judge, and who to say that they are a team's mentor: by a link in a letter."""

from collections.abc import Iterable, Sequence

from notifications.domain.deliveries import Link
from notifications.domain.notices import Notice
from notifications.domain.templates import TemplateId
from notifications.notices_of_events import of_each, of_entry, of_jury, of_mentor, of_unsigned
from notifications.telling import Titles, subscriptions, tell_of_each
from notifications.wiring import App
from shared.contracts.competitions import JuryDismissed, JuryInvited, JuryUnsigned, MentorDeclined, MentorNamed
from shared.events import Event
from shared.messaging.subscriptions import Missed


@subscriptions.on_many(JuryInvited)
async def tell_who_is_to_judge(events: Sequence[Event[JuryInvited]], app: App) -> Missed:
    def made(event: Event[JuryInvited], titles: Titles) -> Iterable[Notice]:
        link = Link("judging", event.data.invitation_id)
        return [of_jury(event, event.data, titles.held(event.data.championship_id), TemplateId.JURY_INVITED, link)]

    return await tell_of_each(app, events, made)


@subscriptions.on_many(JuryDismissed)
async def tell_who_judges_no_more(events: Sequence[Event[JuryDismissed]], app: App) -> Missed:
    """Why stands on the page of the duty: a letter goes through many hands."""

    def made(event: Event[JuryDismissed], titles: Titles) -> Iterable[Notice]:
        return [of_jury(event, event.data, titles.held(event.data.championship_id), TemplateId.JURY_DISMISSED)]

    return await tell_of_each(app, events, made)


@subscriptions.on_many(JuryUnsigned)
async def tell_whose_signature_was_taken_back(events: Sequence[Event[JuryUnsigned]], app: App) -> Missed:
    return await tell_of_each(
        app, events, lambda event, titles: [of_unsigned(event, event.data, titles.held(event.data.championship_id))]
    )


@subscriptions.on_many(MentorNamed)
async def ask_mentors(events: Sequence[Event[MentorNamed]], app: App) -> Missed:
    return await tell_of_each(
        app, events, lambda event, titles: [of_mentor(event, event.data, titles.held(event.data.championship_id))]
    )


@subscriptions.on_many(MentorDeclined)
async def tell_who_leads(events: Sequence[Event[MentorDeclined]], app: App) -> Missed:
    def made(event: Event[MentorDeclined], titles: Titles) -> Iterable[Notice]:
        held = titles.held(event.data.championship_id)
        return of_each(of_entry(event, event.data, held, TemplateId.MENTOR_DECLINED), event.data)

    return await tell_of_each(app, events, made)
