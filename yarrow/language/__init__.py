"""What a sentence says: findings with assertion, numbers, red flags, and what kind of turn it is. Free of Rasa."""
