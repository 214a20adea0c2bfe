"""The self-test: an artist made of code who works in the real window."""
