"""What a process needs in which many threads audit, most of them waiting for servers."""

import ctypes
import sys
import threading

#: glibc's name (M_ARENA_MAX) for the number of heaps, and the number that threads shall share.
_HEAPS, _SHARED = -8, 2
#: Seconds that one thread works while others want to; by itself Python takes 5 ms.
_TURN = 0.001

#: Is held while an audit works out something for long: parses a page, matches or checks it; never while it waits for
#: anything. Python lets only one thread work at a time anyway. If all that could queue for it, one whose answer came
#: would have to wait for a turn of each, a dozen times for every request, and every audit would keep what it is
#: working with in memory. So only one queues, beside those that have but a little to do before they wait again.
at_work = threading.RLock()


def prepare_threads() -> None:
    """Makes the process ready for many threads; to be called before they start."""
    share_heaps()
    sys.setswitchinterval(_TURN)


def share_heaps() -> bool:
    """Lets all threads that start from now on share two heaps; False where the C library knows no such setting.

    By itself glibc gives almost every thread one, and none gives anything back. What a page needs while it is parsed is
    then taken again for the next site's page, and not once for each thread.
    """
    setting = getattr(ctypes.CDLL(None), "mallopt", None)
    return setting is not None and setting(_HEAPS, _SHARED) == 1
