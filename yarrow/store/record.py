"""The record: everything the store can do, behind one name."""

from __future__ import annotations

from sqlalchemy import text

from yarrow.store.accounts import Accounts
from yarrow.store.attempts import Attempts, Devices
from yarrow.store.attendance import AttendanceStore
from yarrow.store.audit import Audit
from yarrow.store.casefiles import CaseFiles
from yarrow.store.cases import Cases
from yarrow.store.casework import Caseworks
from yarrow.store.charts import Charts
from yarrow.store.codes import Codes
from yarrow.store.conversations import Conversations
from yarrow.store.corrections import Corrections
from yarrow.store.database import Database
from yarrow.store.deliveries import Deliveries
from yarrow.store.dispatches import Dispatches
from yarrow.store.glass import Glass
from yarrow.store.inbox import Inbox
from yarrow.store.insight import Insight
from yarrow.store.leases import Leases
from yarrow.store.lessons import Lessons
from yarrow.store.letters import Letters
from yarrow.store.lines import Lines
from yarrow.store.links import Links
from yarrow.store.misses import Misses
from yarrow.store.notices import Notices
from yarrow.store.outbox import Outbox
from yarrow.store.page_keys import PageKeys
from yarrow.store.resumption import Resumption
from yarrow.store.retention import Retention
from yarrow.store.retention_runs import RetentionRuns
from yarrow.store.second_looks import SecondLooks
from yarrow.store.snippets import Snippets
from yarrow.store.staff_sessions import Sessions
from yarrow.store.views import Views
from yarrow.store.whole import Whole


class Record:
    """One database with its conversations, inbox, outbox, case files, resume codes, page keys and download links."""

    def __init__(self, url: str, audit_key: bytes = b"") -> None:
        self.database = Database(url, audit_key)
        self.conversations = Conversations(self.database)
        self.inbox = Inbox(self.database)
        self.outbox = Outbox(self.database)
        self.casefiles = CaseFiles(self.database)
        self.resumption = Resumption(self.database)
        self.links = Links(self.database)
        self.page_keys = PageKeys(self.database)
        self.casework = Caseworks(self.database)
        self.corrections = Corrections(self.database)
        self.second_looks = SecondLooks(self.database)
        self.lessons = Lessons(self.database)
        self.misses = Misses(self.database)
        self.cases = Cases(self.database)
        self.snippets = Snippets(self.database)
        self.views = Views(self.database)
        self.insight = Insight(self.database)
        self.accounts = Accounts(self.database)
        self.sessions = Sessions(self.database)
        self.codes = Codes(self.database)
        self.attempts = Attempts(self.database)
        self.devices = Devices(self.database)
        self.charts = Charts(self.database)
        self.audit = Audit(self.database)
        self.attendance = AttendanceStore(self.database)
        self.glass = Glass(self.database)
        self.notices = Notices(self.database)
        self.letters = Letters(self.database)
        self.retention = Retention(self.database)
        self.retention_runs = RetentionRuns(self.database)
        self.lines = Lines(self.database)
        self.deliveries = Deliveries(self.database)
        self.dispatches = Dispatches(self.database)
        self.leases = Leases(self.database)
        self.whole = Whole(self.database)

    def check(self) -> None:
        """Whether the record can be written now. Raises RecordUnavailable."""
        with self.database.write() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = version_num"))

    def close(self) -> None:
        """Give back every connection."""
        self.database.close()
