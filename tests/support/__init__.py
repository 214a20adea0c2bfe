"""Tiny model files of every kind, made by the tests."""
