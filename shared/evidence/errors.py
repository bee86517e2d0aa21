"""What can go wrong with kept evidence."""


class BlobError(Exception):
    """The evidence store cannot do what it was asked."""


class BlobUnwritable(BlobError):
    """Nothing can be put there: the disk is full, or not ours to write."""


class BlobMissing(BlobError):
    """Nothing is kept under this hash."""


class BlobDamaged(BlobError):
    """What is kept under this hash is not what was put there."""
