"""What can go wrong with kept evidence."""


class BlobError(Exception):
    """The evidence store cannot do what it was asked."""


class BlobMissing(BlobError):
    """Nothing is kept under this hash."""


class BlobDamaged(BlobError):
    """What is kept under this hash is not what was put there."""
