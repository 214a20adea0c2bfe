"""Documents as OpenRaster files (.ora), which Krita, MyPaint and GIMP open, too: writing, and reading with care."""
