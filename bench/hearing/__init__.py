"""How well messages are understood: test sets written by other hands, marked and counted."""
