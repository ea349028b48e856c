from competitions.domain.results.medals import EqualScore, MedalPolicy, Within2Points
from competitions.domain.results.scale import ScalePolicy, Ws500, Ws700

SCALES: dict[str, ScalePolicy] = {policy.id: policy for policy in (Ws700(), Ws500())}
MEDALS: dict[str, MedalPolicy] = {policy.id: policy for policy in (Within2Points(), EqualScore())}
