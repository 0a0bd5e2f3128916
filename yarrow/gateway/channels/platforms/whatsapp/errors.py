"""What WhatsApp's own error codes mean for a message of ours; also those that come later, with a status."""

from __future__ import annotations

from collections.abc import Mapping

from yarrow.gateway.channels.platforms.graph_errors import Code, Verdict

ERRORS: Mapping[Code, Verdict] = {
    (100, 33): ("ours", None),  # there is no such phone number id, or the token may not use it
    (100, None): ("never", None),  # a parameter that WhatsApp does not take
    (80007, None): ("later", 60.0),  # calls of the whole account
    (130403, None): ("ours", None),
    (130429, None): ("later", 5.0),  # throughput of our number
    (130472, None): ("never", None),  # an experiment of Meta's holds templates back from this person
    (130497, None): ("never", None),  # the account may not write to that country
    (131000, None): ("later", None),
    (131005, None): ("ours", None),  # access denied
    (131008, None): ("never", None),
    (131009, None): ("never", None),
    (131016, None): ("later", None),  # service unavailable
    (131021, None): ("never", None),  # to ourselves
    (131026, None): ("never", None),  # undeliverable: not on WhatsApp, or blocked us
    (131030, None): ("never", None),  # a test number writes only to those on its list
    (131031, None): ("ours", None),  # the account is locked
    (131037, None): ("ours", None),  # the display name is not approved yet
    (131042, None): ("ours", None),  # payment
    (131045, None): ("ours", None),  # the number is not registered
    (131047, None): ("window", None),  # more than 24 hours since the person wrote
    (131048, None): ("later", 600.0),  # held back after reports of spam
    (131049, None): ("never", None),  # a template that Meta chose not to deliver
    (131050, None): ("stopped", None),
    (131051, None): ("never", None),
    (131056, None): ("later", 6.0),  # too many to this person: one in six seconds is always taken
    (131057, None): ("later", 60.0),  # the account is being serviced
    (131062, None): ("never", None),  # this kind of message needs a phone number, and there is none
    (133004, None): ("later", None),
    (133010, None): ("ours", None),  # the number is not registered
}
