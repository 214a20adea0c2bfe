"""Lessons: two classic generative models, written to be read, that learn pictures of 28×28 px within minutes."""
