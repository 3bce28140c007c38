-- A table without organization_id has to be put into words in terms.sql, with the reason beside it.
SELECT name || ' has no organization_id and is in no other scope' FROM scope WHERE kind_of_rows = 'unknown'
UNION ALL
SELECT table_name || '.' || name || ' is ' || type || CASE WHEN attnotnull THEN '' ELSE ' null' END || ', not uuid NOT NULL'
FROM our_column WHERE name = 'organization_id' AND NOT (type = 'uuid' AND attnotnull)
UNION ALL
SELECT table_name || '.' || name || ' is ' || type || ', not uuid' FROM our_column WHERE name IN ('user_id', 'owner_id', 'created_by') AND type <> 'uuid'
UNION ALL
-- A look-up of the platform's may tell whose something is, to those who see everybody's rows.
SELECT name || ' is the platform''s, has a column ' || c.column_name || ' and is shown to everybody'
FROM scope JOIN LATERAL (SELECT c.name AS column_name FROM our_column c WHERE c.relation = scope.oid AND c.name IN ('organization_id', 'user_id')) c ON true
WHERE kind_of_rows IN ('platform', 'internal') AND EXISTS (SELECT FROM privilege p WHERE p.relation = scope.oid AND p.role = 'tenantry_app')
