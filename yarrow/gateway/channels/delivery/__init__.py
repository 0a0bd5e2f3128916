"""What goes out over messaging apps: sorted from the record, put as the platform can show it, sent, tried again."""
