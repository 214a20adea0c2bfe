"""The list of layers and groups, and all that is done to them there."""
