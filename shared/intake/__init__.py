"""Taking in what people collected elsewhere: contacts and answers, from checked rows to the log."""
