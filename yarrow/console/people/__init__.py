"""Accounts, the audit log, and access in an emergency."""
