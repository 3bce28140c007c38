-- Rows of a partition are reached through the table that it is of. Nobody may name the partition itself, and whoever could would see nothing.
SELECT name || ' does not force row security' FROM relation WHERE relispartition AND kind IN ('r', 'p') AND NOT (is_secured AND is_forced)
UNION ALL
SELECT format('%s may %s %s', coalesce(p.role, 'everybody'), p.privilege, p.relation_name)
FROM privilege p JOIN relation r ON r.oid = p.relation WHERE r.relispartition
UNION ALL
SELECT format('%s has the policy %s', r.name, p.polname) FROM pg_policy p JOIN relation r ON r.oid = p.polrelid WHERE r.relispartition
