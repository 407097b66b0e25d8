"""`python -m kopdes_jamsos`: the library from the shell."""

import sys

from kopdes_jamsos.shell.running import main

if __name__ == "__main__":
    sys.exit(main())
