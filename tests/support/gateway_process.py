"""The gateway as a process of its own, with a few test rules instead of the protocol; run as a file."""

from __future__ import annotations

import os
import sys
from functools import partial

from front_desk import TestFrontDesk

from yarrow.bootstrap import web
from yarrow.gateway import main
from yarrow.gateway.pace import Pace

# For tests that wait until a killed process is thought to be gone.
HURRIED = Pace(settle=0.1, settle_at_most=0.4, sweep_every=0.2, line_lease=3.0, send_timeout=2.0)

if __name__ == "__main__":
    main.services = lambda settings: web.Services(settings, TestFrontDesk)
    if os.environ.get("YARROW_TEST_HURRIED"):
        main.create_app = partial(main.create_app, pace=HURRIED)
    sys.exit(main.main())
