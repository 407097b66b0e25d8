"""Settings of Hypothesis: the same examples every time in CI, new ones on every other run."""

import os

from hypothesis import Phase, settings

# No deadline: how long one example takes says more about the machine than about the code.
settings.register_profile("local", deadline=None, print_blob=True)
settings.register_profile(
    "repeatable", deadline=None, print_blob=True, derandomize=True, database=None
)
# For mutation testing: few examples, and no search for the smallest one that fails.
settings.register_profile(
    "mutation",
    deadline=None,
    derandomize=True,
    database=None,
    max_examples=10,
    phases=(Phase.explicit, Phase.generate),
)
settings.load_profile("repeatable" if os.environ.get("CI") else "local")
