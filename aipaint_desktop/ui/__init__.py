"""The window and all that is in it: the only room with widgets."""
