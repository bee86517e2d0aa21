"""``python -m services.cli``: the same as ``sucharit``."""

from services.cli.main import main

main()
