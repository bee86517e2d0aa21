"""Errors of secrecy.

SecrecyError
├── KeyUnusable
├── UnknownPerson
├── PersonErased
└── SealBroken
"""


class SecrecyError(Exception):
    """Something could not be sealed or opened."""


class KeyUnusable(SecrecyError):
    """A key of the instance cannot be read, or is not the one that sealed what it shall open."""


class UnknownPerson(SecrecyError):
    """There never was a key for this person."""


class PersonErased(SecrecyError):
    """The person's key was destroyed: nothing more can be sealed under it."""


class SealBroken(SecrecyError):
    """The sealed text was changed, or is another person's."""
