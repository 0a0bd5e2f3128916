"""The gateway as a process of its own, with a few test rules instead of the protocol; run as a file."""

from __future__ import annotations

import sys

from front_desk import TestFrontDesk

from yarrow.bootstrap import web
from yarrow.gateway import main

if __name__ == "__main__":
    main.services = lambda settings: web.Services(settings, TestFrontDesk)
    sys.exit(main.main())
