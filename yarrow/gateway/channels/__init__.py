"""Messaging apps as doors to the same conversation: verify → parse → deduplicate → conversation → render → send."""
