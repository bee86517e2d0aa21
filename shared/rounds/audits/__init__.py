"""Website audits: requested, completed or failed, and which of their findings count."""
