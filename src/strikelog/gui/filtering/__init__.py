"""The filter of a list as people see it: chips, a popup that adds one, and the text line."""
