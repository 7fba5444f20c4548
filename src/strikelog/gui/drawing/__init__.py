"""Drawings in the window: the shapes of `strikelog.drawing` in the colours of the theme."""
