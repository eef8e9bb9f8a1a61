"""What can go wrong, said so that a rep knows what to do: where, what was found, what is wanted."""


class SentiaError(Exception):
    """Anything Sentia refuses to do; the message is one sentence a rep can act on."""


class UnreadableFile(SentiaError):
    """A file that holds no table Sentia can read, whatever the reason."""


class NoRecords(SentiaError):
    """Tables were found, but none of them holds accounts, contacts or opportunities."""


class UnknownRecord(SentiaError):
    """An id or row key that no row has, or that several rows share."""


class CannotEdit(SentiaError):
    """A change that would not survive in the file: a formula, a derived cell, a value of the wrong kind."""


class CannotWrite(SentiaError):
    """A workbook that cannot be handed back as asked without losing something."""


class ReadsBackDifferently(CannotWrite):
    """A changed workbook that, read back, differs where nothing was asked for; it is never handed out."""


class ChangedUnderneath(CannotWrite):
    """A workbook on disk that somebody else changed since it was opened; it is never overwritten."""


class BadPlaybook(SentiaError):
    """A number in the playbook outside what it can mean."""


class BadQuestion(SentiaError):
    """A call whose own arguments make no sense: a day that is no date, an owner nobody has."""


class BadVocabulary(SentiaError):
    """A file of words that cannot be read, or that says two things at once."""
