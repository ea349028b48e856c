"""What may be in the way of a start. Each says so in its own words."""

from typing import Final

from localstack.brokers.jars import JarsUnreachable, WrongSum
from localstack.kept import OtherPort, OtherShape
from localstack.ports import PortTaken
from localstack.processes import NotReady

FAILURES: Final = (PortTaken, NotReady, JarsUnreachable, WrongSum, OtherShape, OtherPort)
