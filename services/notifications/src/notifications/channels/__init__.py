"""How a message leaves the house: one package a channel. The inbox is none: what it shows is stored here already."""
