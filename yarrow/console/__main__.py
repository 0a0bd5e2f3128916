"""`python -m yarrow.console`."""

import sys

from yarrow.console.main import main

if __name__ == "__main__":
    sys.exit(main())
