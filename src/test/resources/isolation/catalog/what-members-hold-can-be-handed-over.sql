-- Whoever leaves has their records handed over by app.hand_over, which goes by the foreign keys to members that take nothing along.
SELECT format('%s.%s refers to members, and is not open to tenantry_provisioner (SELECT, UPDATE): nobody could leave', c.conrelid::regclass, a.attname)
FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = ANY (c.conkey) AND a.attname <> 'organization_id'
WHERE c.contype = 'f' AND c.confrelid = 'organization_members'::regclass AND c.confdeltype = 'a' AND c.conparentid = 0
  AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conrelid = c.conrelid AND k.contype = 'p' AND a.attnum = ANY (k.conkey))
  AND NOT (has_table_privilege('tenantry_provisioner', c.conrelid, 'SELECT') AND has_table_privilege('tenantry_provisioner', c.conrelid, 'UPDATE'))
