"""Measures Yarrow side by side with stock Rasa: `python -m bench`. No part of the product."""
