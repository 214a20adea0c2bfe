"""The picture being painted: layers of tiles, selection, edits, history. No Qt, no torch, no files."""
