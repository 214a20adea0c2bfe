"""Unsaved work in a file that grows by what has changed: tile by tile, readable after a crash at any moment."""
