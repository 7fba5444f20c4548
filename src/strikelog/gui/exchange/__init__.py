"""Import and export in the window: pages that show what a file would change, and what waits."""
