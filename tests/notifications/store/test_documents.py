"""What the stores keep is what they are given."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

from bson import decode, encode
from hypothesis import given
from hypothesis import strategies as st
from tests.notifications.people import DAY

from notifications.domain.deliveries import Attempt, Delivery, Lease, Outcome, Reason, State, Wording
from notifications.domain.destinations import Destination
from notifications.domain.preferences import Category, Channel, Choice, Preferences, QuietHours
from notifications.domain.recipients import Language, Recipient
from notifications.store import Deliveries, Destinations, PreferencesStore, Recipients
from shared.mongo.aggregates import Aggregate, Aggregates
from shared.mongo.database import CODEC

texts = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=10)
moments = st.integers(0, 10**9).map(lambda milliseconds: DAY + timedelta(milliseconds=milliseconds))
codes = st.none() | st.integers(200, 599)
channels = st.sampled_from(Channel)
categories = st.sampled_from(Category)
recipients = st.builds(
    Recipient,
    id=st.uuids(),
    version=st.integers(0, 9),
    person_version=st.integers(0, 9),
    family_name=texts,
    given_name=texts,
    patronymic=st.none() | texts,
    birth_date=st.none() | st.dates(),
    language=st.sampled_from(Language),
    email=st.none() | texts,
    account=st.none() | texts,
    guardians=st.lists(st.uuids(), max_size=2).map(tuple),
    erased=st.booleans(),
)
preferences = st.builds(
    Preferences,
    id=st.uuids(),
    off=st.lists(st.builds(Choice, categories, channels), max_size=3).map(tuple),
    quiet_hours=st.none() | st.builds(QuietHours, st.integers(0, 23), st.integers(0, 23)),
)
deliveries = st.builds(
    Delivery,
    id=st.uuids(),
    event_id=st.uuids(),
    recipient_id=st.uuids(),
    about_id=st.uuids(),
    channel=channels,
    template=texts,
    category=categories,
    created_at=moments,
    first_due=moments,
    not_before=moments,
    details=st.dictionaries(st.sampled_from(["skill", "title"]), st.builds(Wording, texts, texts)),
    path=texts,
    organisation=st.none() | texts,
    version=st.integers(0, 9),
    state=st.sampled_from(State),
    attempts=st.lists(st.builds(Attempt, moments, texts, st.sampled_from(Outcome), codes), max_size=3).map(tuple),
    lease=st.none() | st.builds(Lease, texts, moments),
    reason=st.none() | st.sampled_from(Reason),
    blocked_since=st.none() | moments,
    ended_at=st.none() | moments,
    read_at=st.none() | moments,
    erased=st.booleans(),
)

destinations = st.builds(
    Destination,
    id=st.uuids(),
    refused_at=moments,
    refused=st.lists(st.uuids(), max_size=3).map(tuple),
    name=st.none() | texts,
    pauses=st.integers(0, 99),
    paused_until=st.none() | moments,
    probed_until=st.none() | moments,
    version=st.integers(0, 9),
)


def kept(store: Aggregates[Any], one: Aggregate) -> object:
    written = encode({"_id": one.id, **store.dump(one)}, codec_options=CODEC)
    read: dict[str, Any] = decode(written, codec_options=CODEC)
    return store.load(read)


class Nowhere(dict[str, None]):
    """A database for stores that only translate."""

    def __missing__(self, name: str) -> None:
        return None


@given(recipients)
def test_a_recipient_is_read_as_it_was_written(one: Recipient) -> None:
    assert kept(Recipients(Nowhere()), one) == one  # type: ignore[arg-type]


@given(preferences)
def test_preferences_are_read_as_they_were_written(one: Preferences) -> None:
    assert kept(PreferencesStore(Nowhere()), one) == one  # type: ignore[arg-type]


@given(deliveries)
def test_a_delivery_is_read_as_it_was_written(one: Delivery) -> None:
    assert kept(Deliveries(Nowhere()), one) == one  # type: ignore[arg-type]


@given(destinations)
def test_a_destination_is_read_as_it_was_written(one: Destination) -> None:
    assert kept(Destinations(Nowhere()), one) == one  # type: ignore[arg-type]


async def test_a_document_of_before_a_field_was_added_is_still_read(deliveries: Deliveries) -> None:
    who = uuid4()
    whole = Delivery(
        uuid4(), uuid4(), who, who, Channel.INBOX, "result_published", Category.RESULTS, DAY, DAY, DAY, organisation="r"
    )
    await deliveries.add(whole)
    await deliveries.collection.update_one({"_id": whole.id}, {"$unset": {"organisation": True, "erased": True}})
    assert await deliveries.get(whole.id) == replace(whole, organisation=None)
