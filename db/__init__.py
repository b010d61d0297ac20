"""The paper: tables, migrations and named queries. Imports nothing of ours."""
