"""One file an operation: its controls, what they set, and the request it becomes. Listed in `listed`."""
