"""What a process needs that works with many threads, most of which wait."""

import ctypes
import sys

#: glibc's name (M_ARENA_MAX) for the number of heaps, and the number that threads shall share.
_HEAPS, _SHARED = -8, 2
#: Seconds that one thread works while others want to; by itself Python takes 5 ms.
_TURN = 0.0005


def prepare_threads() -> None:
    """Makes the process ready for many threads; to be called before they start."""
    share_heaps()
    # A thread that got its answer waits for the turns of all threads at work before it: an audit's request has a dozen
    # such waits, and while they last neither its server nor the process that reads documents has anything to do.
    sys.setswitchinterval(_TURN)


def share_heaps() -> bool:
    """Lets all threads that start from now on share two heaps; False where the C library knows no such setting.

    By itself glibc gives almost every thread one, and none gives anything back. What a page needs while it is parsed is
    then taken again for the next site's page, and not once for each thread.
    """
    setting = getattr(ctypes.CDLL(None), "mallopt", None)
    return setting is not None and setting(_HEAPS, _SHARED) == 1
