"""A clinic that could be: invented people who talk to the running bot, so that the console has something to show."""
