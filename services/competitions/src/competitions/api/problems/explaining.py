from collections.abc import Sequence

from shared.web.problems import Explanation


def why(where: str, message: str, fix: str) -> Sequence[Explanation]:
    return [Explanation(where=where, message=message, fix=fix)]


def listed(values: Sequence[str]) -> str:
    return ", ".join(values)
