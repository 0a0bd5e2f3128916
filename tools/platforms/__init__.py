"""Doubles of the messaging platforms: their addresses, payloads, signatures, errors and redelivery, on this machine."""
