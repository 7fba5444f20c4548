"""Dialogs that do one job each: export, import, brief, history, problems, settings, help."""
