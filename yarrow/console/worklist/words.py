"""How the worklist calls things."""

from __future__ import annotations

from collections.abc import Mapping

from yarrow.store.case_values import Sort
from yarrow.store.case_views import View

# Name, and what is in it.
VIEWS: Mapping[View, tuple[str, str]] = {
    "look": ("Needs a look", "Nobody has read these yet, and somebody should."),
    "urgent": ("Urgent", "To be seen the same day or sooner."),
    "person": ("Asked for a person", "They want to talk to somebody, or cannot get help."),
    "abandoned": ("Left after a red flag", "Told to get help, and silent for half an hour with a question open."),
    "not_understood": ("Not understood", "Something they wrote was not understood or could not be answered."),
    "mine": ("Mine", "Assigned to you and not done."),
    "follow_up": ("Follow-up due", "To be taken up again today or earlier."),
    "done": ("Done", "Closed by somebody; they come back if the patient writes again."),
    "all": ("All", "Every conversation there is."),
}
EMPTY: Mapping[View, str] = {
    "look": "Nobody is waiting for a look.",
    "urgent": "Nothing urgent is open.",
    "person": "Nobody has asked for a person.",
    "abandoned": "Nobody has gone silent after a red flag.",
    "not_understood": "Everything open was understood.",
    "mine": "Nothing is assigned to you.",
    "follow_up": "No follow-up is due.",
    "done": "Nothing is done yet.",
    "all": "There is no conversation yet.",
}
SORT: Mapping[Sort, str] = {
    "urgent": "Most urgent first, then the oldest",
    "newest": "Latest activity first",
    "longest": "Longest quiet first",
}
LEVELS = ("T0", "T1", "T2", "T3", "T4", "T5")
