"""A person writes instead of the bot."""
