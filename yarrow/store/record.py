"""The record: everything the store can do, behind one name."""

from __future__ import annotations

from sqlalchemy import text

from yarrow.store.casefiles import CaseFiles
from yarrow.store.conversations import Conversations
from yarrow.store.database import Database
from yarrow.store.inbox import Inbox
from yarrow.store.links import Links
from yarrow.store.outbox import Outbox
from yarrow.store.page_keys import PageKeys
from yarrow.store.resumption import Resumption


class Record:
    """One database with its conversations, inbox, outbox, case files, resume codes, page keys and download links."""

    def __init__(self, url: str) -> None:
        self.database = Database(url)
        self.conversations = Conversations(self.database)
        self.inbox = Inbox(self.database)
        self.outbox = Outbox(self.database)
        self.casefiles = CaseFiles(self.database)
        self.resumption = Resumption(self.database)
        self.links = Links(self.database)
        self.page_keys = PageKeys(self.database)

    def check(self) -> None:
        """Whether the record can be written now. Raises RecordUnavailable."""
        with self.database.write() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = version_num"))

    def close(self) -> None:
        """Give back every connection."""
        self.database.close()
