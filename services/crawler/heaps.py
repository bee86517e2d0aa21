"""Heaps of a process with many threads: by itself glibc gives almost every thread one, and none gives anything back."""

import ctypes

#: glibc's name (M_ARENA_MAX) for the number of heaps, and the number that threads shall share.
_HEAPS, _SHARED = -8, 2


def share_heaps() -> bool:
    """Lets all threads that start from now on share two heaps; False where the C library knows no such setting.

    What a page needs while it is parsed is then taken again for the next site's page, and not once for each thread.
    """
    setting = getattr(ctypes.CDLL(None), "mallopt", None)
    return setting is not None and setting(_HEAPS, _SHARED) == 1
