"""Maps, charts and timelines as shapes that any painter can draw."""
