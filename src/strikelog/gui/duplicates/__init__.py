"""Duplicates in the window: pairs side by side, and what a person decides about them."""
