"""The only SQL of the record: tables, queries, migrations (SQLAlchemy 2, web side)."""
