"""Opening a file of any table format that a stranger made, without trusting any of it."""

from .workbooks import Workbook

META = "_meta"


def is_ours(workbook: Workbook) -> bool:
    """Tell whether strikelog itself made a workbook, by the sheet that says so."""
    return any(sheet.name == META for sheet in workbook.sheets)
