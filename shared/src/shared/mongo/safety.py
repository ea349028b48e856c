from pymongo.errors import BulkWriteError, WTimeoutError


def must_be_safe(error: BulkWriteError) -> None:
    """Of a command that was refused in part. Raises WTimeoutError where the rest is written, but not yet where it is safe: nobody may be
    told that it is done."""
    if unsafe := error.details["writeConcernErrors"]:
        raise WTimeoutError(unsafe[0]["errmsg"], unsafe[0]["code"], unsafe[0]) from error
