"""The canvas: a view of a document and the tools that work on it."""
