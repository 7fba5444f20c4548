"""Why a file cannot be read as a table, each with the one sentence that helps."""

from collections.abc import Mapping

from ..domain.errors import StrikelogError
from ..domain.messages import mark


class Refusal(StrikelogError):
    """A file that was not read; nothing of it was kept."""

    message = mark("“{name}” could not be read.")


class WorkbookTooLarge(Refusal):
    """The file would take more memory than it may."""

    message = mark("“{name}” is too large to be read safely. Export it in parts.")


class WorkbookUnreadable(Refusal):
    """The operating system refused to read the file."""

    message = mark("“{name}” could not be read: {reason}.")


class PasswordProtected(Refusal):
    """The file is encrypted."""

    message = mark("“{name}” is protected by a password; ask for an unprotected copy.")


class TooOld(Refusal):
    """The file is of Excel 95 or before."""

    message = mark(
        "“{name}” is in the format of Excel 95 or older. Open it in Excel or LibreOffice and save "
        "it as .xlsx."
    )


class SavedAsXml(Refusal):
    """The file is of the XML formats of 2003, or a flat document."""

    message = mark(
        "“{name}” is a workbook saved as XML. Open it in Excel or LibreOffice and save it as .xlsx."
    )


class SavedAsSylk(Refusal):
    """The file is of the format SYLK."""

    message = mark(
        "“{name}” is in the old format SYLK. Open it in Excel or LibreOffice and save it as .xlsx."
    )


class MadeByNumbers(Refusal):
    """The file is of Apple Numbers."""

    message = mark(
        "“{name}” was made with Apple Numbers. In Numbers, choose “Export To” and then “Excel”."
    )


class BinaryWorkbook(Refusal):
    """The file is an .xlsb workbook."""

    message = mark("“{name}” is a binary workbook (.xlsb). Open it in Excel and save it as .xlsx.")


class DocumentUnreadable(Refusal):
    """The reader gives up on an OpenDocument table, without saying why."""

    message = mark(
        "“{name}” could not be read: it is damaged, or a cell stands far outside its table. "
        "Open it in LibreOffice and save it as .xlsx."
    )


class WebPage(Refusal):
    """The file is a web page that was given the name of a workbook."""

    message = mark(
        "“{name}” is a web page, whatever its name says. Open it in Excel or LibreOffice, look "
        "whether it is complete, and save it as .xlsx."
    )


class EmptyFile(Refusal):
    """The file holds nothing."""

    message = mark("“{name}” is empty. Ask for it again.")


class EmptyArchive(Refusal):
    """The file is a package without anything in it."""

    message = mark("“{name}” is an empty package and no workbook. Ask for it again.")


class CutShort(Refusal):
    """The file is not whole."""

    message = mark("“{name}” is damaged or not complete. Ask for it again.")


class Packed(Refusal):
    """The file is an archive of files."""

    message = mark("“{name}” is an archive. Unpack it and choose a workbook or CSV file from it.")


class NotATable(Refusal):
    """The file is of a kind that holds no table."""

    message = mark(
        "“{name}” holds no table that can be read here. "
        "Give a workbook (.xlsx, .xlsm, .xls, .ods) or a text table (.csv, .tsv)."
    )


class MeantToHarm(Refusal):
    """The file is built so that it overwhelms whoever reads it."""

    message = mark(
        "“{name}” is built in a way that no spreadsheet program writes, as if it were meant to do "
        "harm. It was not read. Ask its sender how it was made."
    )


class StrayCell(Refusal):
    """A cell stands so far out that the table between would fill all memory."""

    message = mark(
        "“{name}”: the sheet “{sheet}” has a cell far outside its table ({cell}). "
        "Delete the rows or columns out there, save, and try again."
    )


class TooManyRows(Refusal):
    """A sheet has more rows than are read at once."""

    message = mark("“{name}” has too many rows for one import. Split it and import the parts.")


class TooLongALine(Refusal):
    """A text file has a line as no table has."""

    message = mark("“{name}” has a line of millions of letters. It is no text table, or damaged.")


class QuoteNeverClosed(Refusal):
    """A quotation mark swallows the rest of a text table."""

    message = mark(
        "“{name}”: a quotation mark that opens in line {line} is never closed, so what follows "
        "cannot be told apart. Correct that line and try again."
    )


class TookTooLongToRead(Refusal):
    """Reading was stopped by the limit of time."""

    message = mark(
        "Reading “{name}” took longer than any honest file of its size needs, so it was stopped."
    )


_BY_WORD: Mapping[str, type[StrikelogError]] = {
    "password": PasswordProtected,
    "ancient": TooOld,
    "xml_2003": SavedAsXml,
    "flat_document": SavedAsXml,
    "sylk": SavedAsSylk,
    "numbers": MadeByNumbers,
    "binary_workbook": BinaryWorkbook,
    "document": DocumentUnreadable,
    "web_page": WebPage,
    "empty_file": EmptyFile,
    "empty_archive": EmptyArchive,
    "cut_short": CutShort,
    "damaged": CutShort,
    "in_parts": CutShort,
    "packed": Packed,
    "not_a_table": NotATable,
    "not_a_workbook": NotATable,
    "unknown_format": NotATable,
    "bomb": MeantToHarm,
    "declaration": MeantToHarm,
    "too_large": WorkbookTooLarge,
    "too_many_rows": TooManyRows,
    "long_line": TooLongALine,
    "seconds": TookTooLongToRead,
    "processor": TookTooLongToRead,
    "memory": WorkbookTooLarge,
    "answer": WorkbookTooLarge,
    "far_cell": WorkbookTooLarge,
}


def refusal_of(word: str, name: str) -> StrikelogError:
    """Give the error for the word the child gave, about the file of a name."""
    if word.startswith("open_quote "):
        return QuoteNeverClosed(name=name, line=word.partition(" ")[2])
    return _BY_WORD.get(word, CutShort)(name=name)
