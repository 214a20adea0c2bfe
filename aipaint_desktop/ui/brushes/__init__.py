"""Where brushes are found and made: the panel, the palette at the pen, the editor."""
