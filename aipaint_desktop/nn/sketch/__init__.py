"""The generator that paints line drawings and enlarges."""
