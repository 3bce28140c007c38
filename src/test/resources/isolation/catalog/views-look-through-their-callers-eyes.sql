SELECT name || ' is a view that runs as its owner'
FROM relation
WHERE kind = 'v' AND NOT coalesce('{security_invoker=true,security_invoker=on,security_invoker=1}' && reloptions, false)
UNION ALL
-- Neither knows row security.
SELECT name || CASE kind WHEN 'm' THEN ' is a materialized view' ELSE ' is a foreign table' END FROM relation WHERE kind IN ('m', 'f')
UNION ALL
SELECT format('%s has the rule %s', r.name, w.rulename) FROM pg_rewrite w JOIN relation r ON r.oid = w.ev_class WHERE w.rulename <> '_RETURN'
UNION ALL
SELECT format('%s inherits from %s', c.name, p.name)
FROM pg_inherits i JOIN relation c ON c.oid = i.inhrelid JOIN relation p ON p.oid = i.inhparent
WHERE NOT c.relispartition
