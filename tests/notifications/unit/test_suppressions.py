import pytest

from notifications.domain.suppressions import is_dead_address


@pytest.mark.parametrize(
    ("code", "enhanced", "dead"),
    [
        (550, "5.1.1", True),
        (550, None, True),
        (553, None, True),
        (550, "5.2.1", True),
        (550, "5.7.1", False),
        (552, "5.2.2", False),
        (554, None, False),
    ],
)
def test_only_a_refusal_of_the_mailbox_itself_makes_an_address_dead(
    code: int, enhanced: str | None, dead: bool
) -> None:
    assert is_dead_address(code, enhanced) is dead
