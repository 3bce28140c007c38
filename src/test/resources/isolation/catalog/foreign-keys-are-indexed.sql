SELECT format('%s: no index begins with the columns of %s, %s', table_name, name, columns)
FROM foreign_key f
WHERE NOT EXISTS (
    SELECT FROM pg_index i
    WHERE i.indrelid = f.relation AND i.indisvalid
      AND (SELECT array_agg(c ORDER BY c) FROM unnest((i.indkey::int2[])[0:cardinality(f.conkey) - 1]) AS c) = (SELECT array_agg(c ORDER BY c) FROM unnest(f.conkey) AS c))
