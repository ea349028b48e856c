"""How a message reaches somebody: one package a channel. What the inbox shows is stored here already; `inbox` tells those who watch."""
