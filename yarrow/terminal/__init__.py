"""The terminal client of the chat API: what the patient types, what the screen shows. Knows nothing but the API."""
