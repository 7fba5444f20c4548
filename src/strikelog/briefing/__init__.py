"""The printed word: briefings and dossiers as PDF pages."""
