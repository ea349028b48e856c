"""What routes ask for beside `shared.web.deps`: the wired application."""

from typing import Annotated

from fastapi import Depends, Query

from certificates.wiring import App
from shared.web.deps import the_app

PREFIX = "/api/certificates/v1"

TheApp = Annotated[App, Depends(the_app)]
Year = Annotated[int, Query(ge=2000, le=2099, description="A year of the register")]
