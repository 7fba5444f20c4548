"""The encrypted vault: records to rows and back, history, search and backups."""
