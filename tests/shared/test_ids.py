"""What an id is derived of."""

from uuid import UUID, uuid5

from hypothesis import given
from hypothesis import strategies as st

from shared.ids import NAMESPACE, derive


@given(st.lists(st.uuids() | st.text(), min_size=1, max_size=4))
def test_an_id_is_the_uuid_of_version_5_of_its_parts(parts: list[UUID | str]) -> None:
    assert derive(*parts) == uuid5(NAMESPACE, "\x1f".join(map(str, parts)))


def test_parts_are_kept_apart() -> None:
    assert derive("ab", "c") != derive("a", "bc")
