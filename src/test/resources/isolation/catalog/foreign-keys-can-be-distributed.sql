-- Rows of a tenant refer to rows of the same tenant, or to what is everywhere: accounts and the platform's tables. What happens to links
-- at a deletion is the application's: the database takes parts along, and else refuses. What is no tenant's refers to no tenant's rows.
SELECT format('%s: %s crosses from %s to %s', table_name, name, kind_of_rows, target_kind_of_rows)
FROM foreign_key
WHERE kind_of_rows <> 'tenant' AND target_kind_of_rows = 'tenant'
   OR kind_of_rows = 'tenant' AND NOT (target_kind_of_rows IN ('tenant', 'platform') OR target_name = 'auth.users')
UNION ALL
SELECT format('%s: %s changes rows by itself', table_name, name)
FROM foreign_key
WHERE kind_of_rows = 'tenant' AND (on_delete NOT IN ('a', 'c') OR on_update <> 'a' OR on_delete = 'c' AND target_kind_of_rows <> 'tenant')
