"""Giving workbooks out: the level first, then a look at what goes, then the file."""
