SELECT format('%s owns %s', r.name, pg_describe_object(d.classid, d.objid, d.objsubid))
FROM pg_shdepend d JOIN (SELECT oid, name, false AS is_definer FROM run_time_role UNION ALL SELECT oid, name, true FROM definer_role) r ON r.oid = d.refobjid
WHERE d.refclassid = 'pg_authid'::regclass AND d.deptype = 'o' AND d.dbid IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))
  AND NOT (r.is_definer AND d.classid = 'pg_proc'::regclass)
