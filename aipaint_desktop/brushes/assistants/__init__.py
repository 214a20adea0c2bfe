"""Assistants' mathematics: the courses that a stroke may be laid along, and which of them it takes."""
