"""What happens when something goes wrong that nobody foresaw: it is logged, told once, and nothing is lost."""
