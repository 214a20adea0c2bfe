"""Files in and out: pictures, OpenRaster, provenance, writing whole files. No Qt."""
