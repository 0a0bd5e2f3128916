"""Messages that did not reach a patient's messaging app."""
