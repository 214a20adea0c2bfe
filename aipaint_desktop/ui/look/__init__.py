"""Colours, typeface and icons of the window."""
