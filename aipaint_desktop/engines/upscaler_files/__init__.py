"""The artist's own upscalers and restorers, which spandrel knows."""
