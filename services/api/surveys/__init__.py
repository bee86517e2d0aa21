"""The surveys as respondents meet them: what is asked of whom and when, in which words, under which address."""
