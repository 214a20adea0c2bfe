"""Palettes as files: GIMP's, Adobe's, and where the artist's are kept."""
