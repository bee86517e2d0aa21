"""A crawler process is made ready before its first thread."""

import subprocess
import sys


def test_what_a_crawler_has_loaded_is_not_collected_again() -> None:
    program = """
import gc
import services.crawler.main
from services.crawler.threads import settle
settle()
assert gc.get_freeze_count() > 50_000 and len(gc.get_objects()) < 1_000, (gc.get_freeze_count(), len(gc.get_objects()))
"""
    subprocess.run([sys.executable, "-c", program], check=True)
