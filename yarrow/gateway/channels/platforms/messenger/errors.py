"""What Messenger's own error codes mean for a message of ours."""

from __future__ import annotations

from collections.abc import Mapping

from yarrow.gateway.channels.platforms.graph_errors import Code, Verdict

ERRORS: Mapping[Code, Verdict] = {
    (10, 2018065): ("window", None),  # outside the 24 hours, as it was worded before 2020
    (10, 2018278): ("window", None),  # outside the 24 hours
    (10, 2018108): ("never", None),  # this person takes no messages from us now
    (10, 2018028): ("never", None),  # the app is not reviewed: only its own people can be written to
    (10, 2018300): ("later", 60.0),  # another app has the conversation
    (100, 33): ("never", None),  # this person cannot be reached from this page
    (100, None): ("never", None),  # also 2018001, no such person
    (200, 1545041): ("never", None),  # this person is not available
    (200, 2018028): ("never", None),
    (551, None): ("never", None),  # this person is not available: blocked, or the account is closed
    (1200, None): ("later", None),  # temporary failure of sending
}
