"""Marking forms and protocols, to be printed and signed."""

from competitions.pages.papers import forms, protocol

ROUTERS = (protocol.router, forms.router)

__all__ = ["ROUTERS"]
