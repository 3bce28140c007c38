SELECT c.table_name || ' has updated_at and no trigger that keeps it'
FROM our_column c
WHERE c.name = 'updated_at' AND NOT EXISTS (
    SELECT FROM pg_trigger g WHERE g.tgrelid = c.relation AND g.tgfoid = 'public.update_updated_at_column()'::regprocedure AND g.tgenabled = 'O')
