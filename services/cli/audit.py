"""``sucharit audit``: one website against a rubric, without a database."""
