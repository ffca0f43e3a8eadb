"""``python -m riskdesk``: the same as the command ``riskdesk``."""

import sys

from riskdesk.app.main import main

if __name__ == "__main__":
    sys.exit(main())
