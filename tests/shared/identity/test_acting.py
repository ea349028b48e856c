"""What somebody may do comes out of the token and of the duties that the product keeps, for one organisation at a time."""

from uuid import UUID

import pytest

from shared.identity.principal import Duty, Principal, Role

ONE = UUID(int=1)
TOKEN = Principal("anna", "Анна", frozenset({Role.ORGANISER, Role.EXPERT}), "region-47")
BARE = Principal("anna", "Анна")
OFFICER_OF_50 = Duty(Role.OFFICER, "region-50")
IN_ONE = Duty(Role.ORGANISER, "region-50", ONE)


def test_without_duties_it_is_as_the_token_says() -> None:
    acting = TOKEN.acting(())
    assert (acting.roles, acting.organisation) == (TOKEN.roles, TOKEN.organisation)
    assert acting.organisations == ("region-47",)


@pytest.mark.parametrize(
    ("chosen", "organisation", "roles"),
    [
        (None, "region-47", {Role.ORGANISER, Role.EXPERT}),
        ("region-47", "region-47", {Role.ORGANISER, Role.EXPERT}),
        ("region-50", "region-50", {Role.OFFICER, Role.EXPERT}),
        ("region-99", "region-47", {Role.ORGANISER, Role.EXPERT}),
    ],
)
def test_no_role_goes_along_into_another_organisation(chosen: str | None, organisation: str, roles: set[Role]) -> None:
    acting = TOKEN.acting([OFFICER_OF_50], chosen)
    assert (acting.organisation, acting.roles, acting.organisations) == (
        organisation,
        frozenset(roles),
        ("region-47", "region-50"),
    )


def test_a_token_that_gives_no_role_in_its_organisation_does_not_hide_where_there_is_one() -> None:
    expert = Principal("anna", "Анна", frozenset({Role.EXPERT}), "region-47")
    acting = expert.acting([OFFICER_OF_50])
    assert (acting.organisation, acting.roles) == ("region-50", frozenset({Role.OFFICER, Role.EXPERT}))


def test_a_role_of_no_organisation_is_lost_where_somebody_acts_for_one() -> None:
    nobodys = Principal("anna", "Анна", frozenset({Role.ORGANISER}))
    assert nobodys.acting([OFFICER_OF_50]).roles == {Role.OFFICER}
    assert nobodys.acting(()).roles == {Role.ORGANISER}


def test_a_duty_in_one_championship_opens_the_door_and_gives_no_role() -> None:
    acting = BARE.acting([IN_ONE, OFFICER_OF_50])
    assert acting.has_in(ONE, Role.ORGANISER)
    assert acting.has_somewhere(Role.ORGANISER)
    assert not acting.has(Role.ORGANISER)
    assert not acting.has_in(UUID(int=2), Role.ORGANISER)
    assert not acting.has_in(ONE, Role.OFFICER)
    assert BARE.acting([IN_ONE]).organisations == ()


def test_a_jurors_duty_goes_along_everywhere() -> None:
    acting = BARE.acting([Duty(Role.EXPERT, None), OFFICER_OF_50])
    assert acting.roles == {Role.EXPERT, Role.OFFICER}
