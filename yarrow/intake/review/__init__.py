"""A conversation as staff read it: what she said beside what was made of it, and why it was judged so."""
