SELECT name || ' has an attribute that it must not have' FROM run_time_role JOIN pg_roles USING (oid)
WHERE rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication OR NOT rolcanlogin
UNION ALL
SELECT name || ' can sign in, or has an attribute that it must not have' FROM definer_role JOIN pg_roles USING (oid)
WHERE rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication OR rolcanlogin
UNION ALL
SELECT format('there is no role %s', name)
FROM unnest('{tenantry_app,tenantry_auth,tenantry_admin,tenantry_worker,tenantry_search,tenantry_provisioner}'::text[]) AS name
WHERE name NOT IN (SELECT rolname FROM pg_roles)
UNION ALL
-- A member of another role has its privileges and falls under its policies.
SELECT format('%s is a member of %s', m.rolname, r.rolname)
FROM pg_auth_members a JOIN pg_roles r ON r.oid = a.roleid JOIN pg_roles m ON m.oid = a.member
WHERE a.member IN (SELECT oid FROM run_time_role UNION ALL SELECT oid FROM definer_role)
   OR a.roleid IN (SELECT oid FROM run_time_role UNION ALL SELECT oid FROM definer_role) AND m.rolname <> 'tenantry_owner'
UNION ALL
-- A setting of a role would come before the transaction's context, or take row security off.
SELECT format('%s starts with %s', coalesce(pg_get_userbyid(nullif(setrole, 0)), 'everybody'), setconfig)
FROM pg_db_role_setting
WHERE setrole IN (SELECT oid FROM run_time_role UNION ALL SELECT oid FROM definer_role UNION ALL SELECT 0)
