"""Line drawings to paintings."""
