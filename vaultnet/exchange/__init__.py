"""Bringing a network in from other programs, and taking it out to them."""
