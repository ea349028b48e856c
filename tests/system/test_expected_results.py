"""What the demo expects is computed by code of its own, and by the rule: both agree on any totals."""

from decimal import Decimal
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from competitions.domain.results.result import Starter, ranked
from competitions.domain.sheet import Competitor
from competitions.rulesets import read_all
from demo.expected import _medals, _scale

TOTALS = st.lists(st.decimals(0, 100, places=2) | st.sampled_from([Decimal(0), Decimal(50)]), max_size=12)


@settings(deadline=None)
@given(TOTALS.filter(bool))
def test_the_demo_and_the_service_agree(totals: list[Decimal]) -> None:
    rules = read_all()["worldskills"]
    entered = [
        Starter(UUID(int=n), Competitor(UUID(int=n), UUID(int=n), "R-01"), total) for n, total in enumerate(totals, 1)
    ]
    results = ranked(entered, rules.results(rules.scale_policy, rules.medal_policy))
    scores = {str(UUID(int=n)): score for n, score in enumerate(_scale(totals), 1)}
    assert {str(one.id): one.scale_score for one in results} == scores
    assert {str(one.id): one.medal.value for one in results if one.medal} == _medals(scores)
