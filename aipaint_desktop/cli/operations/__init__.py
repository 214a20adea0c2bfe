"""One file an operation: its command, what that takes, and the request it stands for."""
