"""The window: shows values and reports what the person wants; never touches storage."""
