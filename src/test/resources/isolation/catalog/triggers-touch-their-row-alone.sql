-- A trigger of a tenant's table looks at the row that it is for and at nothing else: no query, no notification.
SELECT format('%s: the trigger %s queries or tells', t.name, g.tgname)
FROM scope t JOIN pg_trigger g ON g.tgrelid = t.oid AND NOT g.tgisinternal JOIN pg_proc p ON p.oid = g.tgfoid
WHERE t.scope IN ('organization', 'member', 'person')
  AND (p.prosrc ~* '\m(select|perform|insert|update|delete|merge|execute|pg_notify)\M' OR g.tgnewtable IS NOT NULL OR g.tgoldtable IS NOT NULL OR p.prosecdef)
