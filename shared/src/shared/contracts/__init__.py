"""Payloads of every published event, one module a service. Consumers and producers share these shapes and nothing else."""

from shared.contracts.base import Award, Earned, Payload, Text

__all__ = ["Award", "Earned", "Payload", "Text"]
