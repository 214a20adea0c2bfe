"""Widgets that know nothing of painting."""
