"""Making a briefing: what it consists of beside its pages as they will be printed."""
