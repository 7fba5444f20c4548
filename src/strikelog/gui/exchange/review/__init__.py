"""The page on which a workbook of ours is looked through and decided, cell by cell."""
