"""Tables that others made, understood: found, mapped to what we record, and read as values.

Nothing here opens a file or knows a vault; a workbook's cells go in, values by target come out.
"""
