"""Why a file is refused and what its owner can do about it. Nothing here opens a file."""

from django.utils.translation import gettext_lazy as _

MESSAGES = {
    "empty": _("The file is empty. Choose the file again, or save it again from its program."),
    "too_large": _("The file is larger than %(limit)s MB. Split it, or remove the columns you do not need."),
    "old_excel": _(
        "This is a workbook in the old Excel format (.xls). Open it in Excel or LibreOffice, "
        "choose “Save as” and the type “Excel workbook (.xlsx)”, then import the new file."
    ),
    "password": _(
        "The workbook is protected by a password. Open it, remove the password "
        "(File, Info, Protect workbook), save it and import it again."
    ),
    "binary_excel": _(
        "This is a binary Excel workbook (.xlsb). Save it as “Excel workbook (.xlsx)” and import the new file."
    ),
    "open_document": _(
        "This is an OpenDocument file. Open it in LibreOffice or Excel, save it as “.xlsx” or as CSV, "
        "and import the new file."
    ),
    "other_archive": _("This is an archive, not a workbook. Unpack it and import the CSV or XLSX file that is inside."),
    "pdf": _("This is a PDF. Figures cannot be read from it safely: ask for the table as CSV or XLSX."),
    "image": _("This is a picture. Ask for the table as CSV or XLSX."),
    "web_page": _(
        "This is a web page, although its name may say otherwise. Open it in a spreadsheet program and "
        "save it as CSV or XLSX."
    ),
    "xml": _("This is an XML file. Import expects CSV or XLSX; save the table in one of these formats."),
    "json": _("This is a JSON file. Import expects CSV or XLSX; for JSON use the REST API."),
    "binary": _("This is not a text file or a workbook. Import expects CSV or XLSX."),
    "bomb": _(
        "The workbook unpacks to far more data than a table of this size needs, so it was not opened. "
        "Copy the cells into a new workbook, or save the sheet as CSV."
    ),
    "entities": _(
        "The workbook declares XML entities, which spreadsheets never need, so it was not opened. "
        "Copy the cells into a new workbook, or save the sheet as CSV."
    ),
    "damaged": _("The file is damaged and cannot be read to the end. Save it again and import the new copy."),
    "unclosed_quote": _(
        "A quotation mark that opens in row %(row)s is not closed there, so rows can no longer be told apart. "
        "Close it, or save the file again from a spreadsheet program."
    ),
    "too_many_columns": _(
        "Row %(row)s has more than %(limit)s columns. Remove the columns you do not need; if the projects "
        "are the columns, exchange rows and columns first."
    ),
    "too_many_rows": _("The sheet “%(sheet)s” has more than %(limit)s rows. Split it into several files."),
    "no_table": _("No row of column titles was found in the sheet “%(sheet)s”. Put the titles in one row."),
    "unknown_edition": _(
        "The file does not look like an edition of “%(preset)s”. Choose another preset, or import it "
        "with your own column mapping."
    ),
    "unknown_preset": _("There is no preset or kept mapping “%(preset)s”. Choose one of the list."),
    "unknown_portfolio": _(
        "There is no portfolio “%(code)s” that you may use, and you may not create one. Choose another, or ask the PMO."
    ),
    "bad_portfolio_code": _("“%(code)s” cannot be the code of a new portfolio: %(reason)s"),
    "future_date": _("The “as of” date %(date)s lies in the future. Give the day that the figures describe."),
    "no_date": _("The file does not say which date its figures are of. Give the “as of” date."),
}


class WorkbookRefused(Exception):
    """A file that is not read at all. ``code`` is stable; ``message`` is in the reader's language."""

    def __init__(self, code: str, /, **params: object):
        super().__init__(code, params)
        self.code = code
        self.params = params

    @property
    def message(self) -> str:
        return str(MESSAGES[self.code]) % self.params

    def __str__(self) -> str:
        return self.message
