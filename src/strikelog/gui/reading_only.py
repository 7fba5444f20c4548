"""What a window says where nothing can be written, because the vault is open for reading only."""

from strikelog.domain.messages import mark

NOTHING_CHANGES = mark("This vault is open for reading only, so nothing can be changed in it.")
NOT_ENTERED = mark(
    "It is not entered in the history, because the vault is open for reading only: "
    "note yourself who gets it."
)
