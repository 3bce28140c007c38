SELECT format('%s.%s is %s: have it text, numeric, jsonb or timestamptz, and its bounds said by a CHECK', table_name, name, type)
FROM our_column
WHERE table_name <> 'public.flyway_schema_history'
  AND (type IN ('real', 'double precision', 'json', 'money', 'xml', 'time with time zone') OR type ~ '^(timestamp.* without|character|numeric\()'
       -- Comparing a native enum is not leakproof, so row security would keep it from its index.
       OR EXISTS (SELECT FROM pg_type t WHERE t.oid = atttypid AND t.typtype = 'e'))
UNION ALL
SELECT format('%s.%s is %s', table_name, name, type) FROM our_column
WHERE table_name <> 'public.flyway_schema_history'
  AND ((name ~ '_at$') <> (type ~ '^timestamp.* with time zone') AND name !~ '_(until|after|before|start|end|time)$')
  -- So the documents call them.
  AND (table_name, name) NOT IN (('public.rate_limit_tracking', 'request_timestamp'), ('public.rate_limit_quota_usage', 'last_updated'))
UNION ALL
SELECT format('%s.%s is not snake_case', table_name, name) FROM our_column WHERE name !~ '^[a-z][a-z0-9]*(_[a-z0-9]+)*$'
UNION ALL
SELECT format('%s.%s is %s', table_name, name, type) FROM our_column
WHERE name ~ '^(is|has)_' AND type <> 'boolean'
UNION ALL
SELECT format('%s: %s is no name that somebody gave', table_name, conname)
FROM pg_constraint JOIN scope ON conrelid = scope.oid JOIN LATERAL (SELECT scope.name AS table_name) n ON true
WHERE scope.scope <> 'internal' AND contype <> 'n' AND conname ~ '(_check|_key|_fkey|_excl)[0-9]+$'
