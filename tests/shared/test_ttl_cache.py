import pytest

from shared.ttl_cache import TtlCache


def test_it_keeps_the_newest_only() -> None:
    recent: TtlCache[str, int] = TtlCache(most=2, seconds=60)
    for number, name in enumerate("abc"):
        recent.keep(name, number)
    assert [recent.get(name) for name in "abc"] == [None, 1, 2]


def test_it_forgets_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    moment = 100.0
    monkeypatch.setattr("time.monotonic", lambda: moment)
    recent: TtlCache[str, int] = TtlCache(most=9, seconds=10)
    recent.keep("long", 1, seconds=3600)
    recent.keep("short", 2, seconds=1)
    moment = 101.0
    assert (recent.get("long"), recent.get("short")) == (1, None)
    moment = 110.0
    assert recent.get("long") is None


def test_what_is_dropped_is_gone() -> None:
    recent: TtlCache[str, int] = TtlCache(most=9, seconds=10)
    recent.keep("a", 1)
    recent.drop("a")
    assert recent.get("a") is None
