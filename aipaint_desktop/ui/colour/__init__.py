"""Choosing a colour."""
