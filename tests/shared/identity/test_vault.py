"""What is stored sealed opens under its own name, with its own secret, and unchanged alone."""

import gc
import tracemalloc

import pytest

from shared.identity.sealing import CannotOpen, Vault

SECRET, CONTENT = b"s" * 32, b"a scan of a paper " * 100_000


def test_what_was_sealed_opens_and_shows_nothing() -> None:
    sealed = Vault(SECRET, "scans").seal("one", CONTENT)
    assert b"scan of a paper" not in sealed  # letters of so few as "scan" are in it by chance
    assert Vault(SECRET, "scans").open("one", sealed) == CONTENT


@pytest.mark.parametrize(
    ("vault", "name", "cut"),
    [
        (Vault(SECRET, "scans"), "another", 0),
        (Vault(b"t" * 32, "scans"), "one", 0),
        (Vault(SECRET, "letters"), "one", 0),
        (Vault(SECRET, "scans"), "one", 8),
    ],
)
def test_nothing_else_opens(vault: Vault, name: str, cut: int) -> None:
    sealed = Vault(SECRET, "scans").seal("one", CONTENT)
    with pytest.raises(CannotOpen):
        vault.open(name, sealed[: len(sealed) - cut])


def test_what_was_sealed_and_opened_is_gone_when_nobody_has_it_any_more() -> None:
    """A long file goes through it piece by piece: no process holds all of them."""
    vault, piece = Vault(SECRET, "files"), bytes(1_000_000)
    gc.collect()
    tracemalloc.start()
    try:
        for number in range(8):
            assert vault.open(str(number), vault.seal(str(number), piece)) == piece
        held, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert held < 2 * len(piece)
