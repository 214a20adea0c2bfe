"""Dialogs that adjust what is painted: their controls, one file an adjustment, and the look at what would be."""
