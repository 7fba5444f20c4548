"""Files of evidence: taken in, looked at, given out, checked, and their custody certified."""
