"""Locking: when, by what, and how the screen is blank before anything else happens."""
