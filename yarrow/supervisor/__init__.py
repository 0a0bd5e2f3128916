"""Starts the parts as processes, waits until they are ready, restarts what dies, stops them all cleanly."""
