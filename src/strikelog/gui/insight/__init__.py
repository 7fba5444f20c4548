"""What the records say, in the window: repeated strikes, waves, pauses, contradictions, gaps."""
