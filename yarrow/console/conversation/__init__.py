"""One conversation: what was said beside what was made of it."""
