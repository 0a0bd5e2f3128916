"""Who needs to be looked at first."""
