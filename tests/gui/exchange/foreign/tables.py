"""Tables as partners send them."""

HEADER = "Event ID,Date,Governorate,Town,What was hit,Civilians killed,Wards,What happened"
ROWS = (
    "A-1,2019-05-05,Idlib,Kafr Nabl,Hospital,2,12,Two bombs fell on the hospital.",
    "A-2,2019-05-06,Hama,Kafr Zita,Hospitel,0,3,A cave hospital was hit.",
    "A-3,2019-06-31,Idlib,Maarat al-Numan,Market,several,,The market was hit.",
    "A-4,2019-07-22,Idlib,Maarat al-Numan,Market,39,,The market was hit again.",
)


def as_csv(folder, rows, *, header=HEADER, name="monitor.csv"):
    """Write a table."""
    path = folder / name
    path.write_text("\n".join((header, *rows)) + "\n", encoding="utf-8")
    return path
