"""Families that diffusers' own pipelines paint: which there are, loading and running them."""
