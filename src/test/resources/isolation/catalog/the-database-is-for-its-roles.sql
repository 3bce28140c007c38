-- Nobody comes in who has no business here, and a run-time role has nothing to make: not even a temporary table, which an
-- unqualified name would find before the real one.
SELECT format('everybody may %s the database', g.privilege_type)
FROM pg_database d CROSS JOIN LATERAL aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) g
WHERE d.datname = current_database() AND g.grantee = 0
UNION ALL
SELECT format('%s may %s the database', r.name, p.privilege)
FROM run_time_role r CROSS JOIN unnest('{CREATE,TEMPORARY}'::text[]) AS p (privilege)
WHERE has_database_privilege(r.oid, current_database(), p.privilege)
UNION ALL
SELECT format('%s may not connect', r.name) FROM run_time_role r WHERE NOT has_database_privilege(r.oid, current_database(), 'CONNECT')
