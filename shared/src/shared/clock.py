from datetime import UTC, datetime


def now() -> datetime:
    """The time in UTC, in whole milliseconds: what MongoDB keeps, so that what is stored equals what was decided."""
    moment = datetime.now(UTC)
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)
