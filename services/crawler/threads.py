"""What a process needs in which many threads audit, most of them waiting for servers."""

import ctypes
import threading

#: glibc's name (M_ARENA_MAX) for the number of heaps, and the number that threads shall share.
_HEAPS, _SHARED = -8, 2

#: Is held while an audit works something out for long: parses a page, matches or checks it; never while it waits for
#: anything. Python lets only one thread work at a time anyway. If all that could queue for that, one whose answer came
#: would wait for a turn of each, a dozen times for every request. So only one queues, beside those that have but a
#: little to do before they wait again.
at_work = threading.RLock()


def share_heaps() -> bool:
    """Lets all threads that start from now on share two heaps; False where the C library knows no such setting.

    By itself glibc gives almost every thread one, and none gives anything back. What a page needs while it is parsed is
    then taken again for the next site's page, and not once for each thread.
    """
    setting = getattr(ctypes.CDLL(None), "mallopt", None)
    return setting is not None and setting(_HEAPS, _SHARED) == 1
