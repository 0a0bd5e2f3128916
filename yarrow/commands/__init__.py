"""What `yarrow WORD` does, one verb per file: `add_arguments` names what it takes, `run` does it."""
