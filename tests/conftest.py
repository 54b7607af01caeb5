import os

from hypothesis import settings

# How long an example takes says more about the machine than about the code; pytest's own limit catches what hangs.
settings.register_profile("unhurried", parent=settings.get_profile("default"), deadline=None)
# CI judges a change: it tries the same examples for the same code. New ones are found where somebody can look at them.
settings.register_profile("repeatable", parent=settings.get_profile("unhurried"), derandomize=True)
settings.load_profile("repeatable" if os.environ.get("CI") else "unhurried")
