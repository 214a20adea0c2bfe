"""Brushes: their path, dynamics, dabs and strokes. No Qt, no torch; knows documents and values."""
