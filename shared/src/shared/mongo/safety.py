"""What a command of many writes was refused for."""

from typing import Final

from pymongo.errors import BulkWriteError, WTimeoutError

TWICE: Final = 11000
"""MongoDB's code for a value that a unique index has already."""


def must_be_safe(error: BulkWriteError) -> None:
    """Of a command that was refused in part. Raises WTimeoutError where the rest is written, but not yet where it is safe: nobody may be
    told that it is done."""
    if unsafe := error.details["writeConcernErrors"]:
        raise WTimeoutError(unsafe[0]["errmsg"], unsafe[0]["code"], unsafe[0]) from error
