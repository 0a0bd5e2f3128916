"""The only public door: the chat API, the red-flag lane in front of Rasa, durable delivery."""
