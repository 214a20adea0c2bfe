"""Prompts, names and vocabularies in two languages. No torch, no Qt."""
