-- At each start, by whoever owns the tables.
SELECT app.keep_audit_partitions(6);
