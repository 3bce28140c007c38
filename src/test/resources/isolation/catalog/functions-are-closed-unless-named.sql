-- Whoever asks may know who it is, and how a text is written otherwise; and the trigger fires in everybody's name.
SELECT name || ' may be called by everybody'
FROM our_function
WHERE (proacl IS NULL OR EXISTS (SELECT FROM aclexplode(proacl) g WHERE g.grantee = 0))
  AND name NOT IN ('app.org_id', 'app.fold', 'app.idn_label', 'app.address_forms', 'app.values_of', 'app.joined', 'auth.uid', 'app.reader', 'public.update_updated_at_column')
UNION ALL
-- The planner would run it before row security has had its say.
SELECT name || ' calls itself leakproof' FROM our_function WHERE proleakproof
