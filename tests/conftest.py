from hypothesis import settings

# How long an example takes says more about the machine than about the code; pytest's own limit catches what hangs.
settings.register_profile("unhurried", parent=settings.get_profile("default"), deadline=None)
settings.load_profile("unhurried")
