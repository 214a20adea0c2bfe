"""Adjustments of what is painted: one small file for each, and how they are applied to tiles."""
