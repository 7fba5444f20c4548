"""The history as a whole in the window: its head, heads that others hold, and the check."""
