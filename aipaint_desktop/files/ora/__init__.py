"""OpenRaster documents: archive, stack and our own part of them, read and written."""
