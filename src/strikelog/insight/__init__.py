"""What the records say, computed as pure functions over values."""
