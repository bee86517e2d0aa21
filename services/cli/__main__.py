"""``python -m services.cli``: the same as ``sucharit``."""

from services.cli import main

main()
