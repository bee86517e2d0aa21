"""What a process needs in which many threads audit, most of them waiting for servers."""

import gc
import threading

from services.crawler.heaps import share_heaps

#: Is held while an audit works something out for long: parses a page, matches or checks it; never while it waits for
#: anything. Python lets only one thread work at a time anyway. If all that could queue for that, one whose answer came
#: would wait for a turn of each, a dozen times for every request. So only one queues, beside those that have but a
#: little to do before they wait again.
at_work = threading.RLock()


def settle() -> None:
    """Makes a process ready that has loaded what it needs and starts no thread before.

    What was loaded stays, so the garbage collector need not look at it again: it is most of what there is, and each
    look at all of it takes as long as half a website.
    """
    share_heaps()
    gc.collect()
    gc.freeze()
