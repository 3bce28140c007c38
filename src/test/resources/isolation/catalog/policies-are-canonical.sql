-- One policy for all four commands for the application, comparing the key with a bare stable function; for the other roles
-- one that opens the table, and none for anybody else.
WITH expected AS (
    SELECT oid AS relation, name AS table_name, 'tenant_isolation' AS name, true AS is_permissive, '{tenantry_app}'::text[] AS role_names,
           format(CASE WHEN is_tenants THEN '(%s = app.org_id())' ELSE '(%s = auth.uid())' END, key_column) AS predicate
    FROM scope WHERE scope IN ('organization', 'member', 'person')
    UNION ALL
    -- What is a member's own within the tenant.
    SELECT oid, name, 'user_isolation', false, '{tenantry_app}', '(user_id = app.reader())'
    FROM scope WHERE scope = 'member'
    UNION ALL
    -- What is a member's own among what is the tenant's.
    SELECT oid, name, 'owner_isolation', false, '{tenantry_app}', format('((%1$I IS NULL) OR (%1$I = app.reader()))', own_column)
    FROM scope WHERE own_column IS NOT NULL
    UNION ALL
    -- What is some members' own.
    SELECT oid, name, 'reader_isolation', false, '{tenantry_app}', format('((%1$I IS NULL) OR (app.reader() = ANY (%1$I)))', readers_column)
    FROM scope WHERE readers_column IS NOT NULL
    UNION ALL
    SELECT DISTINCT p.relation, p.relation_name, CASE p.role WHEN 'tenantry_admin' THEN 'admin_access' ELSE p.role || '_access' END, true, ARRAY[p.role::text], 'true'
    FROM privilege p JOIN scope s ON s.oid = p.relation
    WHERE p.role IN ('tenantry_admin', 'tenantry_auth', 'tenantry_worker', 'tenantry_search', 'tenantry_provisioner') AND s.name <> 'public.permissions' AND s.scope <> 'internal'
    UNION ALL
    -- What is the same for everybody.
    SELECT oid, name, 'everybodys', true, '{tenantry_admin,tenantry_app,tenantry_provisioner}', 'true' FROM scope WHERE name = 'public.permissions'
), found AS (
    SELECT relation, table_name, name::text, is_permissive, role_names, CASE WHEN command = '*' AND qual = with_check THEN qual ELSE
           format('%s USING %s WITH CHECK %s', command, qual, with_check) END AS predicate
    FROM policy
)
SELECT format('%s lacks the policy %s for %s %s', table_name, name, role_names, predicate) FROM (TABLE expected EXCEPT TABLE found) AS lacking
UNION ALL
SELECT format('%s has the policy %s for %s %s', table_name, name, role_names, predicate) FROM (TABLE found EXCEPT TABLE expected) AS surplus
