-- Rows of a tenant refer to rows of the same tenant, or to what is everywhere: accounts and the platform's tables. What happens to links
-- at a deletion is the application's: the database takes parts along, and else refuses. What is no tenant's refers to no tenant's rows.
SELECT format('%s: %s crosses from %s to %s', table_name, name, scope, target_scope)
FROM foreign_key
WHERE NOT is_tenants AND target_is_tenants
   OR is_tenants AND NOT (target_is_tenants OR target_scope = 'platform' AND target_name !~ '^auth' OR target_name = 'auth.users')
UNION ALL
SELECT format('%s: %s changes rows by itself', table_name, name)
FROM foreign_key
WHERE is_tenants AND (on_delete NOT IN ('a', 'c') OR on_update <> 'a' OR on_delete = 'c' AND NOT target_is_tenants)
