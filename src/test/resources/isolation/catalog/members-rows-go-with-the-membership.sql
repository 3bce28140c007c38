-- A member's own rows go when the member does, and are not kept for nobody. Answers under idempotency keys expire by themselves.
SELECT s.table_name || ' keeps the rows of members who have gone: it needs a foreign key to organization_members, ON DELETE CASCADE'
FROM app.scopes s
WHERE (s.scope = 'member' OR s.own_column IS NOT NULL) AND s.table_name <> 'public.idempotency_keys' AND NOT EXISTS (
    SELECT FROM pg_constraint k
    WHERE k.conrelid = s.table_name::regclass AND k.contype = 'f' AND k.confrelid = 'public.organization_members'::regclass AND k.confdeltype = 'c')
