-- The terms that the catalog's invariants are written in. Temporary, for the session that checks them.

-- The roles that the application works as, and the roles that nobody can sign in as, which own the definer functions.
CREATE TEMP VIEW run_time_role AS SELECT oid, rolname AS name FROM pg_roles WHERE rolname IN ('tenantry_app', 'tenantry_auth', 'tenantry_admin', 'tenantry_worker');
CREATE TEMP VIEW definer_role AS SELECT oid, rolname AS name FROM pg_roles WHERE rolname IN ('tenantry_search', 'tenantry_provisioner');

-- Everything that is ours: neither PostgreSQL's nor an extension's nor this session's.
CREATE TEMP VIEW our_schema AS
SELECT oid, nspname AS name, nspacl FROM pg_namespace WHERE nspname NOT IN ('pg_catalog', 'information_schema') AND nspname !~ '^pg_(toast|temp)';

CREATE TEMP VIEW relation AS
SELECT c.oid, s.name AS schema, c.relname AS short_name, s.name || '.' || c.relname AS name, c.relkind AS kind, c.relowner, c.relacl, c.reloptions,
       c.relrowsecurity AS is_secured, c.relforcerowsecurity AS is_forced, c.relispartition
FROM pg_class c JOIN our_schema s ON s.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
  AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e');

-- A partition is a part of its table; what is true of it has an invariant of its own.
CREATE TEMP VIEW our_table AS SELECT * FROM relation WHERE kind IN ('r', 'p') AND NOT relispartition;

CREATE TEMP VIEW our_column AS
SELECT t.oid AS relation, t.name AS table_name, a.attnum, a.attname AS name, a.attnotnull, a.attgenerated, format_type(a.atttypid, a.atttypmod) AS type, a.atttypid
FROM our_table t JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped;

CREATE TEMP VIEW our_function AS
SELECT p.oid, s.name || '.' || p.proname AS name, p.prosecdef AS is_definer, p.proowner, p.proconfig, p.proacl, p.prosrc, p.proleakproof, p.prorettype,
       (SELECT lanname FROM pg_language l WHERE l.oid = p.prolang) AS language
FROM pg_proc p JOIN our_schema s ON s.oid = p.pronamespace
WHERE NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e');

-- Whose rows a table has, as the schema says itself. Where it says nothing: unknown. What Flyway keeps, and this itself, is no business of a running application.
CREATE TEMP VIEW scope AS
SELECT t.*, CASE WHEN t.name IN ('public.flyway_schema_history', 'app.scopes') THEN 'internal' ELSE coalesce(s.scope, 'unknown') END AS scope,
       coalesce(s.scope IN ('organization', 'member'), false) AS is_tenants, coalesce(s.key_column, 'organization_id') AS key_column, s.own_column, s.readers_column
FROM our_table t LEFT JOIN app.scopes s ON s.table_name = t.name;

-- Who may do what, one line for each grant. A null role is everybody.
CREATE TEMP VIEW privilege AS
SELECT r.oid AS relation, r.name AS relation_name, r.kind, nullif(g.grantee, 0) AS grantee, pg_get_userbyid(nullif(g.grantee, 0)) AS role, g.privilege_type AS privilege
FROM relation r CROSS JOIN LATERAL aclexplode(r.relacl) g
WHERE g.grantee <> r.relowner
UNION
SELECT r.oid, r.name, r.kind, nullif(g.grantee, 0), pg_get_userbyid(nullif(g.grantee, 0)), g.privilege_type
FROM relation r JOIN pg_attribute a ON a.attrelid = r.oid CROSS JOIN LATERAL aclexplode(a.attacl) g
WHERE g.grantee <> r.relowner;

CREATE TEMP VIEW policy AS
SELECT t.oid AS relation, t.name AS table_name, p.polname AS name, p.polpermissive AS is_permissive, p.polcmd AS command, p.polroles AS roles,
       (SELECT array_agg(coalesce(pg_get_userbyid(nullif(r, 0)), 'public')::text ORDER BY coalesce(pg_get_userbyid(nullif(r, 0)), 'public')::text) FROM unnest(p.polroles) AS r) AS role_names,
       pg_get_expr(p.polqual, p.polrelid) AS qual, pg_get_expr(p.polwithcheck, p.polrelid) AS with_check
FROM pg_policy p JOIN our_table t ON t.oid = p.polrelid;

-- Primary keys, unique and exclusion constraints and unique indexes, with their columns in order.
CREATE TEMP VIEW unique_key AS
SELECT t.oid AS relation, t.name AS table_name, t.scope, t.is_tenants, t.key_column, i.indexrelid::regclass AS name, i.indisprimary AS is_primary,
       (SELECT array_agg(coalesce(a.attname::text, '<expression>') ORDER BY k.position)
        FROM unnest(i.indkey::int2[]) WITH ORDINALITY AS k (attnum, position) LEFT JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.attnum
        WHERE k.position <= i.indnkeyatts) AS columns
FROM scope t JOIN pg_index i ON i.indrelid = t.oid AND (i.indisunique OR i.indisexclusion);

CREATE TEMP VIEW foreign_key AS
SELECT c.oid, c.conname AS name, t.oid AS relation, t.name AS table_name, t.scope, t.is_tenants, f.oid AS target, f.name AS target_name,
       f.scope AS target_scope, f.is_tenants AS target_is_tenants, f.key_column AS target_key_column, c.conkey, c.confdeltype AS on_delete, c.confupdtype AS on_update,
       (SELECT array_agg(a.attname::text ORDER BY k.position) FROM unnest(c.conkey) WITH ORDINALITY AS k (attnum, position)
        JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.attnum) AS columns,
       (SELECT array_agg(a.attname::text ORDER BY k.position) FROM unnest(c.confkey) WITH ORDINALITY AS k (attnum, position)
        JOIN pg_attribute a ON a.attrelid = c.confrelid AND a.attnum = k.attnum) AS target_columns
FROM pg_constraint c JOIN scope t ON t.oid = c.conrelid JOIN scope f ON f.oid = c.confrelid
WHERE c.contype = 'f';
