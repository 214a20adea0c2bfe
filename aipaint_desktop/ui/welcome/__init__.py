"""The first start: a sketch that is ready to be painted, and a few words beside it."""
