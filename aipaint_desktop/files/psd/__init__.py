"""Photoshop documents, .psd and .psb, read and written through psd-tools; imported only where one is."""
