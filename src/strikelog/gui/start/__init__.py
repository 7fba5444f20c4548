"""From nothing to an open window: first run, unlocking, the worked example."""
