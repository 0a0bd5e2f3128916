"""The adapters, one folder a platform, and what some of them share."""
