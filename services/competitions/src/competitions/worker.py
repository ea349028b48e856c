from collections.abc import Awaitable, Callable, Sequence
from functools import partial

from competitions.commands.awards.handing_out import sweep_awards
from competitions.commands.entering.completing import sweep_places
from competitions.commands.entering.imports import sweep_imports
from competitions.commands.entering.regrouping import sweep_groups
from competitions.commands.keeping.asking import sweep_asking
from competitions.commands.keeping.deadlines import sweep_deadlines
from competitions.commands.keeping.erasures import sweep_erasures
from competitions.commands.keeping.scans import sweep_scans
from competitions.commands.needs.forgetting import sweep_needs
from competitions.commands.publication import sweep_publications
from competitions.commands.scheduling.cancelling import sweep_cancellations
from competitions.commands.scheduling.telling import sweep_schedules
from competitions.wiring import App


def loops(app: App) -> Sequence[tuple[str, Callable[[], Awaitable[None]]]]:
    """The service's own background work, beside the relay."""
    return [
        ("publication", partial(sweep_publications, app)),
        ("schedules", partial(sweep_schedules, app)),
        ("cancellations", partial(sweep_cancellations, app)),
        ("places", partial(sweep_places, app)),
        ("categories", partial(sweep_groups, app)),
        ("imports", partial(sweep_imports, app)),
        ("awards", partial(sweep_awards, app)),
        ("asking for consents", partial(sweep_asking, app)),
        ("deadlines of consents", partial(sweep_deadlines, app)),
        ("erasures", partial(sweep_erasures, app)),
        ("scans", partial(sweep_scans, app)),
        ("needs", partial(sweep_needs, app)),
    ]
