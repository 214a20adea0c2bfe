"""Asking for a painting, watching it emerge, and taking it as a layer."""
