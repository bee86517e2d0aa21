"""EIT(2) contacts: who stands on the list. What identifies them is sealed before it comes here."""
