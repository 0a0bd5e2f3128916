"""Where clinic staff review the conversations: its own process, its own port, server-rendered."""
