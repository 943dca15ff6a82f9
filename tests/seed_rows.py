"""The rows that migrations put into the database, given back after a test that commits.

Django would empty every table, so that the tests that follow miss what every installation has. Here only tables
that hold something are emptied, and the rows of the migrations are copied back as they were.
"""

from io import BytesIO

from psycopg2 import sql


class SeedRows:
    def __init__(self, connection) -> None:
        self.connection = connection
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT tablename::text FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'django_migrations'"
            )
            self.tables = sorted(row[0] for row in cursor.fetchall())
            self.rows = {table: self._read(cursor, table) for table in self._filled(cursor)}

    def restore(self) -> None:
        """Empty what is not empty and copy the rows back, without firing the triggers of the product."""
        connection = self.connection
        with connection.cursor() as cursor:
            cursor.execute("SET session_replication_role = replica")
            try:
                changed = sorted({*self._filled(cursor), *self.rows})
                cursor.execute(self._statement(cursor, "TRUNCATE {} CASCADE", changed))
                for table, rows in self.rows.items():
                    text = self._statement(cursor, "COPY {} FROM STDIN (FORMAT binary)", [table])
                    cursor.cursor.copy_expert(text, BytesIO(rows))
            finally:
                cursor.execute("SET session_replication_role = origin")

    def _filled(self, cursor) -> list[str]:
        asked = sql.SQL(" UNION ALL ").join(
            sql.SQL("SELECT {} WHERE EXISTS (SELECT FROM {})").format(sql.Literal(table), sql.Identifier(table))
            for table in self.tables
        )
        cursor.execute(asked.as_string(cursor.cursor))
        return [row[0] for row in cursor.fetchall()]

    def _read(self, cursor, table: str) -> bytes:
        rows = BytesIO()
        cursor.cursor.copy_expert(self._statement(cursor, "COPY {} TO STDOUT (FORMAT binary)", [table]), rows)
        return rows.getvalue()

    def _statement(self, cursor, statement: str, tables: list[str]) -> str:
        names = sql.SQL(", ").join(map(sql.Identifier, tables))
        return sql.SQL(statement).format(names).as_string(cursor.cursor)
