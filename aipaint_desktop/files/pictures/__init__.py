"""Ordinary picture files, read safely and in their right colours."""
