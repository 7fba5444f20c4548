"""Backups in the window: made when due, listed, looked into, restored; help for damage."""
