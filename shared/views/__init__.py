"""The read models: their tables, the queries over them, and the pure folds that workers and the API share."""
