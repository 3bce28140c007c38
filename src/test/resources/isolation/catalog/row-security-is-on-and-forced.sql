SELECT name || CASE WHEN is_secured THEN ' does not force row security on its owner' ELSE ' has no row security' END
FROM scope
WHERE scope <> 'internal' AND NOT (is_secured AND is_forced)
