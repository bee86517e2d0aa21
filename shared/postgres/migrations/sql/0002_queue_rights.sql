-- The services send and take messages; they never change the queue's tables.
GRANT USAGE ON SCHEMA queue TO sucharit_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA queue TO sucharit_app;
