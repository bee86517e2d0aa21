"""Secrets of the instance and of persons: keys that sign and open, and the texts sealed under them."""

from shared.secrecy.answer_tokens import AnswerTokens, TokenList
from shared.secrecy.carried import brought_back, carried, keyed_hash
from shared.secrecy.errors import KeyUnusable, PersonErased, SealBroken, SecrecyError, UnknownPerson
from shared.secrecy.instance import master_key, signing_key, tokens_key
from shared.secrecy.vault import ERASED, Erased, Vault

__all__ = [
    "ERASED",
    "AnswerTokens",
    "Erased",
    "KeyUnusable",
    "PersonErased",
    "SealBroken",
    "SecrecyError",
    "TokenList",
    "UnknownPerson",
    "Vault",
    "brought_back",
    "carried",
    "keyed_hash",
    "master_key",
    "signing_key",
    "tokens_key",
]
