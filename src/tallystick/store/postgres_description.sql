-- Everything in the vault's schema, a name and what it is like; from the catalogue alone, so that it reads the same on
-- every version of the server. What is switched off or was put beside it shows as well.
WITH ours AS (SELECT oid FROM pg_namespace WHERE nspname = 'tallystick'),
tables AS (SELECT * FROM pg_class WHERE relnamespace IN (SELECT oid FROM ours) AND relkind NOT IN ('i', 'I', 't')),
columns AS (SELECT * FROM pg_attribute WHERE attrelid IN (SELECT oid FROM tables WHERE relkind IN ('r', 'p')) AND attnum > 0)
SELECT 'table ' || relname, concat_ws(' ', relkind, relpersistence, relrowsecurity, relhassubclass, relispartition)
FROM tables
UNION ALL
SELECT 'column ' || c.relname || '.' || a.attname,
  concat_ws(' ', a.attnum, format_type(a.atttypid, a.atttypmod), a.attnotnull, a.atthasdef, a.attidentity = '',
    a.attgenerated = '', a.attisdropped, (SELECT collname FROM pg_collation WHERE oid = a.attcollation))
FROM columns AS a JOIN pg_class AS c ON c.oid = a.attrelid
UNION ALL
SELECT 'constraint ' || conname,
  concat_ws(' ', r.relname, contype, convalidated, condeferrable, conkey, confrelid::regclass, confkey, confupdtype, confdeltype)
FROM pg_constraint JOIN tables AS r ON r.oid = conrelid WHERE contype IN ('p', 'u', 'f', 'c', 'x')
UNION ALL
SELECT 'index ' || i.relname,
  concat_ws(' ', r.relname, indisunique, indisprimary, indisvalid, indisready, indislive, indkey, indpred IS NULL, indexprs IS NULL)
FROM pg_index JOIN tables AS r ON r.oid = indrelid JOIN pg_class AS i ON i.oid = indexrelid
UNION ALL
SELECT 'trigger ' || tgname, concat_ws(' ', r.relname, tgtype, tgenabled, p.proname, p.pronamespace::regnamespace, tgqual IS NULL, tgnargs)
FROM pg_trigger JOIN tables AS r ON r.oid = tgrelid JOIN pg_proc AS p ON p.oid = tgfoid WHERE NOT tgisinternal
UNION ALL
SELECT 'guard of a constraint of ' || r.relname, 'switched off'
FROM pg_trigger JOIN tables AS r ON r.oid = tgrelid WHERE tgisinternal AND tgenabled <> 'O'
UNION ALL
SELECT 'function ' || proname, concat_ws(' ', lanname, prosecdef, proconfig IS NULL, pronargs, provolatile, md5(prosrc))
FROM pg_proc JOIN pg_language AS l ON l.oid = prolang WHERE pronamespace IN (SELECT oid FROM ours)
UNION ALL
SELECT 'rule ' || rulename, r.relname FROM pg_rewrite JOIN tables AS r ON r.oid = ev_class
UNION ALL
SELECT 'policy ' || polname, r.relname FROM pg_policy JOIN tables AS r ON r.oid = polrelid
