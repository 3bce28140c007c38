-- A foreign key is checked past row security: without the tenant on both sides it reaches another tenant's row.
SELECT format('%s: %s refers to %s by %s', table_name, name, target_name, columns)
FROM foreign_key
WHERE target_is_tenants
  AND (columns[1] <> CASE table_name WHEN 'public.organizations' THEN 'id' ELSE 'organization_id' END OR target_columns[1] <> target_key_column)
UNION ALL
SELECT format('%s: %s refers to what is a person''s own, %s', table_name, name, target_name)
FROM foreign_key
WHERE is_tenants AND target_scope = 'person'
