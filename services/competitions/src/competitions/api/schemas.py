"""Shapes that several resources share."""

from typing import Annotated

from pydantic import StringConstraints

from shared.web.schemas import Line

Member = Annotated[Line, StringConstraints(max_length=120)]
"""A region, or an organisation: a college's full name is long."""
