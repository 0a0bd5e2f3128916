"""Letters to staff are sent: by e-mail and by webhook, with nothing in them but that somebody needs a look."""
