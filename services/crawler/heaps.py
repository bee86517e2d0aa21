"""How glibc hands out memory in the crawler's processes. Elsewhere its settings are not known and nothing changes."""

import ctypes

#: glibc's names for the number of heaps (M_ARENA_MAX), for how much may lie free at a heap's end (M_TRIM_THRESHOLD),
#: how much more is taken than asked for (M_TOP_PAD), and from which size a piece stands apart (M_MMAP_THRESHOLD).
_HEAPS, _FREE, _MORE, _APART = -8, -1, -2, -3
#: How many heaps threads shall share.
_SHARED = 2
#: What a reader keeps between two documents: a usual one's needs, in bytes; larger pieces go back at once.
_KEPT, _STEP, _LARGE = 16 << 20, 1 << 20, 4 << 20


def share_heaps() -> bool:
    """Lets all threads that start from now on share two heaps; False where the C library knows no such setting.

    By itself glibc gives almost every thread one, and none gives anything back. What a page needs while it is parsed is
    then taken again for the next site's page, and not once for each thread.
    """
    return _set(_HEAPS, _SHARED)


def keep_heap() -> bool:
    """Lets the process keep some of the memory that it frees; False where the C library knows no such setting.

    A document takes and frees the same few megabytes as the one before. By itself glibc gives them back to the kernel
    each time, which hands them out anew, page by page and each made empty.
    """
    return all(_set(name, value) for name, value in ((_FREE, _KEPT), (_MORE, _STEP), (_APART, _LARGE)))


def _set(name: int, value: int) -> bool:
    setting = getattr(ctypes.CDLL(None), "mallopt", None)
    return setting is not None and setting(name, value) == 1
