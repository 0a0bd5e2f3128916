"""What is kept how long, erased, and handed over."""
