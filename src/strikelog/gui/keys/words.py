"""How the ways into a vault are named and drawn."""

from strikelog.domain.dates import FuzzyDate, date_words
from strikelog.domain.messages import mark
from strikelog.gui.language import apart, language, say
from strikelog.services.keys import WayIn

INVITATIONS = mark("Invitations of an office (*{suffix})")
OFFICE_FILES = mark("Keys of an office (*{suffix})")
PACKAGES = mark("Sealed packages (*{suffix})")

SHEET_PATTERN = mark("PDF files (*.pdf)")
SHEET_NAME = "recovery-sheet.pdf"
MAKING_SHEET = mark("Drawing the key and writing the sheet…")
SHEET_SAVED = mark("Saved as {name}. Print it, then delete the file here.")
SHEET_DELETED = mark("The file was overwritten and deleted. Only the paper opens the vault now.")
LIMITS = mark(
    "Honest limits. Flash disks and sticks may keep old bytes where no program reaches them."
    " Copies and backups on other disks still open with their passphrase. In some places wiping a"
    " device is itself treated as destroying evidence: ask somebody who knows before you rely on"
    " it. That strikelog was used here is not hidden."
)

PICTURES = {
    "passphrase": "key-round",
    "recovery": "file-text",
    "office": "building-2",
    "other": "circle-question-mark",
}
_KINDS = {
    "passphrase": mark("Passphrase"),
    "recovery": mark("Recovery sheet"),
    "office": mark("An office"),
    "other": mark("Made by a later version"),
}


def kind_words(way: WayIn) -> str:
    """Name a way in, an office by what it calls itself."""
    return apart(way.office.name) if way.office is not None else say(_KINDS[way.kind])


def about_words(way: WayIn) -> str:
    """Say when a way in was made, and an office's six words."""
    made = ""
    if way.made is not None:
        day = date_words(FuzzyDate.of_day(way.made), language())
        made = say(mark("since {day}")).format(day=apart(day))
    return " · ".join(one for one in (made, way.office.words if way.office else "") if one)
