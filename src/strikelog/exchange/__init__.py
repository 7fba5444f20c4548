"""Workbooks in and out: the layout described once, written, read and merged."""
