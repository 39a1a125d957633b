"""`python -m kompas`: see `kompas.cli`."""

import sys

from kompas.cli import main

sys.exit(main())
