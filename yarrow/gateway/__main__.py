"""`python -m yarrow.gateway`."""

import sys

from yarrow.gateway.main import main

if __name__ == "__main__":
    sys.exit(main())
