"""What can go wrong with the record. No message carries a patient's words."""


class RecordError(Exception):
    """The root of the store's errors."""


class RecordUnavailable(RecordError):
    """The database cannot be reached or written now; nothing of the attempt was kept."""


class RecordOutdated(RecordError):
    """The tables are not those this version needs; the message says what to run."""


class UnknownConversation(RecordError):
    """No conversation has this id (any more)."""


class BehindTheRecord(RecordError):
    """The conversation went on since it was read; read it again and repeat."""


class Overtaken(RecordError):
    """Somebody else has changed the same thing since it was read; the message is their name."""


class TurnInFlight(RecordError):
    """A message of this conversation is being answered at this moment; repeat when it is."""
