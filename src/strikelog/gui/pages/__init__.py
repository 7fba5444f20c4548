"""The pages of the window: one generic list page, arranged by hand for each kind of record."""
