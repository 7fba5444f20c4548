"""The window: shows values and reports what the user intends."""
