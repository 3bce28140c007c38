-- One policy for all four commands for the application, comparing the key with a bare stable function; for the other roles
-- one that opens the table, and none for anybody else.
WITH expected AS (
    SELECT oid AS relation, name AS table_name, 'tenant_isolation' AS name, true AS is_permissive, '{tenantry_app}'::text[] AS role_names,
           CASE kind_of_rows WHEN 'tenant' THEN format('(%s = app.org_id())', key_column) WHEN 'person' THEN format('(%s = auth.uid())', key_column) END AS predicate
    FROM scope WHERE kind_of_rows IN ('tenant', 'person')
    UNION ALL
    -- What is a member's own within the tenant. Members see each other, so memberships are not.
    SELECT relation, table_name, 'user_isolation', false, '{tenantry_app}', '(user_id = auth.uid())'
    FROM unique_key WHERE is_primary AND kind_of_rows = 'tenant' AND 'user_id' = ANY (columns) AND table_name <> 'public.organization_members'
    UNION ALL
    SELECT DISTINCT p.relation, p.relation_name, CASE p.role WHEN 'tenantry_admin' THEN 'admin_access' ELSE p.role || '_access' END, true, ARRAY[p.role::text], 'true'
    FROM privilege p JOIN scope s ON s.oid = p.relation
    WHERE p.role IN ('tenantry_admin', 'tenantry_auth', 'tenantry_worker', 'tenantry_search', 'tenantry_provisioner') AND (s.kind_of_rows NOT IN ('platform', 'internal') OR s.is_secured)
), found AS (
    SELECT relation, table_name, name::text, is_permissive, role_names, CASE WHEN command = '*' AND qual = with_check THEN qual ELSE
           format('%s USING %s WITH CHECK %s', command, qual, with_check) END AS predicate
    FROM policy
)
SELECT format('%s lacks the policy %s for %s %s', table_name, name, role_names, predicate) FROM (TABLE expected EXCEPT TABLE found) AS lacking
UNION ALL
SELECT format('%s has the policy %s for %s %s', table_name, name, role_names, predicate) FROM (TABLE found EXCEPT TABLE expected) AS surplus
