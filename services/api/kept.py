"""What a process keeps of its answers, so that what has not changed is neither read nor written again."""

from collections import OrderedDict
from collections.abc import Hashable
from hashlib import blake2b
from threading import Lock
from typing import Generic, NamedTuple, Self, TypeVar

T = TypeVar("T")

#: Bytes of the hash that an ETag is made from.
ETAG_BYTES = 10


class KeptAnswer(NamedTuple):
    """A JSON body with its ETag. mark: tells the state that it was made from; of another state it tells nothing."""

    mark: str
    body: bytes
    etag: str

    @classmethod
    def of(cls, mark: str, body: bytes) -> Self:
        """The answer, with the hash of its body as ETag."""
        return cls(mark, body, etag_of(body))


class KeptScore(NamedTuple):
    """A score, and the position that it stands for."""

    answer: KeptAnswer
    position: int


class Kept(Generic[T]):
    """The last ``most`` things, by what was asked for. Safe to share between threads."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = Lock()
        self._things: OrderedDict[Hashable, T] = OrderedDict()

    def find(self, asked: Hashable) -> T | None:
        """What was kept last; whoever asks must see whether it still holds."""
        with self._lock:
            found = self._things.get(asked)
            if found is not None:
                self._things.move_to_end(asked)
            return found

    def keep(self, asked: Hashable, thing: T) -> None:
        """Keep a thing; the one that was asked for longest ago makes room."""
        with self._lock:
            self._things[asked] = thing
            self._things.move_to_end(asked)
            if len(self._things) > self._most:
                self._things.popitem(last=False)


def etag_of(body: bytes) -> str:
    """What is the same for the same body."""
    return blake2b(body, digest_size=ETAG_BYTES).hexdigest()
