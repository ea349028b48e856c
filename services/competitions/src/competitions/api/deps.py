"""What routes ask for beside `shared.web.deps`: the wired application."""

from typing import Annotated

from fastapi import Depends

from competitions.wiring import App
from shared.web.deps import the_app

TheApp = Annotated[App, Depends(the_app)]
