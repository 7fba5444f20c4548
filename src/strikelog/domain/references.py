"""References that records had before they were merged into others."""

FORMER = "former:"
"""Begins the external id by which an incident keeps the reference of one merged into it."""
