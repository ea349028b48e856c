"""Payloads of every published event, one module a service. Consumers and producers share these shapes and nothing else."""

from shared.contracts.base import Award, AwardKind, Payload, Text

__all__ = ["Award", "AwardKind", "Payload", "Text"]
