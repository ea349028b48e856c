"""Why something failed, in words for whoever waits at the terminal: never the name of a class."""

import httpx2


def reason(error: Exception) -> str:
    if isinstance(error, httpx2.RequestError):
        return f"{_address(error)} does not answer: {str(error) or 'the time is over'}"
    return str(error) or "something failed without saying what"


def _address(error: httpx2.RequestError) -> str:
    try:
        return str(error.request.url)
    except RuntimeError:  # it was never sent
        return "the address"
