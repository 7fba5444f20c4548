"""Long tables that never load their rows: columns, paging model, painting, view."""
