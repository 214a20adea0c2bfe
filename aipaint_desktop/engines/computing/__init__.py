"""What engines compute on and with: devices, precision, networks that stay loaded."""
