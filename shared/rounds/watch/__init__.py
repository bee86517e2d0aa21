"""The watch over answers: flags, and the bureau's decisions about what is flagged."""
