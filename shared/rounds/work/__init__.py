"""Daily work on items: evidence, submission, approval, scores, appeals, certification."""
