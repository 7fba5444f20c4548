"""The map: incidents where they happened, moved about and asked with mouse or keyboard."""
