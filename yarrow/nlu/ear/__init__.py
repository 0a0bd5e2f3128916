"""Training of the second ear, from the same examples as Rasa's classifier; seconds, and the same every time."""
