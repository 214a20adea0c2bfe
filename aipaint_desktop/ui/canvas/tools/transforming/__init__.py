"""What is seen while something on the canvas is moved, turned or bent: its picture and its handles."""
