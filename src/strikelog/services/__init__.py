"""The verbs a user would say, and the only code that opens a transaction."""
