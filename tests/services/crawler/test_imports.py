import subprocess
import sys

#: Libraries of carriers that are not in use, of migrations, and of the other services.
OTHERS = ("alembic", "redis", "pika", "dramatiq_postgres", "flask", "typst", "boto3")


def test_a_crawler_process_loads_no_library_that_it_does_not_use() -> None:
    asked = f"import sys, services.crawler.main; print([m for m in {OTHERS!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", asked], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"
