from collections.abc import Sequence
from datetime import datetime

from competitions.domain.preparation.plan import zone_of
from shared.web.formats import Formats
from shared.web.i18n import Gettext
from shared.web.problems import Explanation


def why(where: str, message: str, fix: str) -> Sequence[Explanation]:
    return [Explanation(where=where, message=message, fix=fix)]


def local(moment: datetime, time_zone: str, _: Gettext) -> str:
    """As the clocks of the championship show it, with the zone."""
    return Formats(_.language, zone_of(time_zone)).moment(moment)


def listed(values: Sequence[str]) -> str:
    return ", ".join(values)
