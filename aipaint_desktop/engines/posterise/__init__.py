"""A picture in few flat colours."""
