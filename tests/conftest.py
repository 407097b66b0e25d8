"""Settings of Hypothesis: the same examples every time in CI, new ones on every other run."""

import os

from hypothesis import settings

# No deadline: how long one example takes says more about the machine than about the code.
settings.register_profile("local", deadline=None, print_blob=True)
settings.register_profile(
    "repeatable", deadline=None, print_blob=True, derandomize=True, database=None
)
settings.load_profile("repeatable" if os.environ.get("CI") else "local")
