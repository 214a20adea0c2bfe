"""How the shipped weights were made; no part of the program."""
