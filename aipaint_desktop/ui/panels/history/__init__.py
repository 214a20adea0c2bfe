"""The panel of the history: the steps of a document, and the snapshots that are kept of it."""
