"""The first format: the tables as the program makes them, with nothing to change before."""

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Leave everything as it is; databases begin here."""
