-- A unique key without the tenant in front tells one tenant what another has, and cannot be distributed.
SELECT format('%s: %s has the columns %s', table_name, name, columns)
FROM unique_key
WHERE is_tenants AND columns[1] <> key_column
UNION ALL
SELECT name || ' has no primary key' FROM scope s
WHERE s.scope <> 'internal' AND NOT EXISTS (SELECT FROM unique_key k WHERE k.relation = s.oid AND k.is_primary)
