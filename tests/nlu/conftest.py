"""These tests run on the bot side, with Rasa."""

import tests.support.quiet_rasa  # noqa: F401
