"""The second ear, made ready from what it was taught: its encoder with changed weights, and its heads."""
