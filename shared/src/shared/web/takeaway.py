"""Answers that people take away as a file of theirs."""

from starlette.responses import Response


def as_file(response: Response, name: str) -> None:
    """A browser keeps it under `name`, and nobody between keeps a copy."""
    response.headers["content-disposition"] = f'attachment; filename="{name}"'
    response.headers["cache-control"] = "no-store"
