"""Many rows at once: what is written is what the toolkit itself would have written."""

import sqlalchemy as sa

from strikelog.storage.bulk import insert_rows, update_rows

TABLE = sa.Table(
    "thing",
    sa.MetaData(),
    sa.Column("pk", sa.Integer, primary_key=True),
    sa.Column("order", sa.Text),  # a word of SQL, so it has to be quoted
    sa.Column("size", sa.Float),
    sa.Column("kept", sa.Text),
)


def test_rows_are_written_and_changed_by_their_number() -> None:
    engine = sa.create_engine("sqlite://")
    with engine.begin() as connection:
        TABLE.metadata.create_all(connection)
        rows = [{"pk": n, "order": f"قرية {n}", "size": n / 2, "kept": "yes"} for n in range(3)]
        insert_rows(connection, TABLE, rows)
        update_rows(connection, TABLE, [{"order": "other", "size": None, "pk_": 1}])

        found = connection.execute(sa.select(TABLE).order_by(TABLE.c.pk)).all()

    assert found == [
        (0, "قرية 0", 0.0, "yes"),
        (1, "other", None, "yes"),
        (2, "قرية 2", 1.0, "yes"),
    ]


def test_of_no_rows_nothing_is_asked() -> None:
    engine = sa.create_engine("sqlite://")
    with engine.begin() as connection:
        insert_rows(connection, TABLE, [])  # there is no such table
        update_rows(connection, TABLE, [])
