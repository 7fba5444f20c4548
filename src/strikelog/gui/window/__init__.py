"""One sitting: the main window over an open vault, and everything its pages wish for."""
