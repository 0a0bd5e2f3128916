"""What comes in over messaging apps: kept at the door, worked off in order, made a message of the conversation."""
