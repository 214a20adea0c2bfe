"""The ground that all rooms stand on: a picture, a rectangle, a refusal, text. Imports nothing of the program."""
