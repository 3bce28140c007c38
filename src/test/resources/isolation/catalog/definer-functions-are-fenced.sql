-- Owned by a role that nobody can sign in as, deaf to the caller's search_path, and closed to everybody who was not named.
-- What a tenant's request may call says itself which tenant's or person's rows it touches: it is told the tenant, as a distributed database
-- has to be, and looks whether that is the caller's. Such a database sends PL/pgSQL to where the rows are, and SQL functions nowhere.
SELECT name || ' belongs to ' || pg_get_userbyid(proowner) FROM our_function WHERE is_definer AND proowner NOT IN (SELECT oid FROM definer_role)
UNION ALL
SELECT name || ' runs with the search_path of its caller'
FROM our_function
WHERE is_definer AND NOT coalesce('search_path=pg_catalog, public, pg_temp' = ANY (proconfig), false)
UNION ALL
SELECT name || ' may be called by everybody'
FROM our_function
WHERE is_definer AND (proacl IS NULL OR EXISTS (SELECT FROM aclexplode(proacl) g WHERE g.grantee = 0))
UNION ALL
SELECT name || ' may be called by the application and speaks of neither the caller''s organization nor auth.uid()'
FROM our_function
WHERE is_definer AND has_function_privilege('tenantry_app', oid, 'EXECUTE') AND prosrc !~ 'app\.require_tenant\(organization\)|auth\.uid\(\)'
UNION ALL
SELECT name || ' is a definer function that the worker may call' FROM our_function WHERE is_definer AND has_function_privilege('tenantry_worker', oid, 'EXECUTE')
UNION ALL
SELECT name || ' takes the organization from the context' FROM our_function WHERE is_definer AND prosrc ~ 'app\.org_id\(\)'
UNION ALL
SELECT name || ' is written in ' || language FROM our_function WHERE is_definer AND language <> 'plpgsql'
