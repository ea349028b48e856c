"""Where things are: the checkout, and what is made in its untracked `var/`."""

from pathlib import Path
from typing import Final

CHECKOUT: Final = Path(__file__).parents[4]
LOCAL: Final = CHECKOUT / "deploy" / "local"
VAR: Final = CHECKOUT / "var"
TOOLS: Final = VAR / "tools"
