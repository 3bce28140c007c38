-- Each was told to app.protect(), with a word that its columns bear out.
SELECT name || ' is in no scope' FROM scope WHERE scope = 'unknown'
UNION ALL
SELECT table_name || ' has a scope and is not there' FROM app.scopes s WHERE NOT EXISTS (SELECT FROM our_table t WHERE t.name = s.table_name)
UNION ALL
SELECT format('%s is a %s''s by %s, which it does not have', name, scope, key_column)
FROM scope s WHERE scope IN ('organization', 'member', 'person') AND NOT EXISTS (SELECT FROM our_column c WHERE c.relation = s.oid AND c.name = s.key_column)
UNION ALL
-- Members see each other, so memberships are no member's own; what else is one for each of them is.
SELECT table_name || ' has a row for a member and is shown to all'
FROM unique_key WHERE is_primary AND scope = 'organization' AND 'user_id' = ANY (columns) AND table_name <> 'public.organization_members'
UNION ALL
SELECT table_name || '.' || name || ' is ' || type || CASE WHEN attnotnull THEN '' ELSE ' null' END || ', not uuid NOT NULL'
FROM our_column WHERE name = 'organization_id' AND NOT (type = 'uuid' AND attnotnull)
UNION ALL
SELECT table_name || '.' || name || ' is ' || type || ', not uuid' FROM our_column WHERE name IN ('user_id', 'owner_id', 'created_by') AND type <> 'uuid'
UNION ALL
-- A look-up of the platform's may tell whose something is, to those who see everybody's rows.
SELECT name || ' is the platform''s, has a column ' || c.column_name || ' and is shown to everybody'
FROM scope JOIN LATERAL (SELECT c.name AS column_name FROM our_column c WHERE c.relation = scope.oid AND c.name IN ('organization_id', 'user_id')) c ON true
WHERE scope.scope IN ('platform', 'internal') AND EXISTS (SELECT FROM privilege p WHERE p.relation = scope.oid AND p.role = 'tenantry_app')
