"""The only SQLAlchemy: engine, tables, migrations, unit of work."""
