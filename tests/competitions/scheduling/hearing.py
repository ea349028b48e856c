"""What somebody hears: news of a championship, and the audience that is named for them."""

import json
from collections.abc import Iterable
from typing import Any

from shared.contracts.competitions import AudienceNamed, ChampionshipCancelled, ChampionshipRescheduled


def heard(waiting: Iterable[Any]) -> list[dict[str, Any]]:
    """The data of each piece of news with the `subjects` of one audience, of the events that wait."""
    kinds = [(dict(event["headers"])["ce_type"].decode(), event) for event in waiting]
    news = {
        str(event["id"]): json.loads(event["value"])
        for kind, event in kinds
        if kind in {ChampionshipCancelled.type, ChampionshipRescheduled.type}
    }
    named = [json.loads(event["value"]) for kind, event in kinds if kind == AudienceNamed.type]
    assert {one["news_id"] for one in named} == set(news), (
        "nobody hears of what nobody tells, and nothing is told to nobody"
    )
    return [{**news[one["news_id"]], "subjects": one["subjects"]} for one in named]
