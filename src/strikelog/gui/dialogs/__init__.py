"""Dialogs that do one job each: export, import, history, problems, settings, help."""
