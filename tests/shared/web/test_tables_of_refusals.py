"""A refusal is explained in one place: of two explanations the last would win without a word."""

from collections import Counter
from importlib import import_module

import pytest

from shared.web.problems.common import COMMON


@pytest.mark.parametrize("service", ["competitions", "certificates", "notifications"])
def test_each_refusal_is_explained_once(service: str) -> None:
    types = (*COMMON, *import_module(f"{service}.api.problems").PROBLEMS)
    explained = Counter(one.error for one in types)
    assert len(explained) > len(COMMON)
    assert [error.__name__ for error, times in explained.items() if times > 1] == []
