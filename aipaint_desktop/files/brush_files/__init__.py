"""Brushes in the files of other programs, read as plain values: tips, settings and curves."""
