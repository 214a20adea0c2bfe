"""The headless commands: the same requests as the window, run here and now."""
