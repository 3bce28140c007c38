-- What each role may be granted at all. The application reaches tenants' rows, and only reads what is everybody's; sign-in
-- has the identity tables alone; the worker claims queued work; administrators look, and change only what is listed here.
WITH bounds (role, reach, privileges) AS (VALUES
    ('tenantry_app', 'tenant', '{SELECT,INSERT,UPDATE,DELETE}'::text[]),
    ('tenantry_app', 'person', '{SELECT,UPDATE}'),
    ('tenantry_app', 'platform', '{SELECT}'),
    ('tenantry_auth', 'auth', '{SELECT,INSERT,UPDATE,DELETE}'),
    ('tenantry_auth', 'public.login_attempts', '{SELECT,INSERT}'),
    ('tenantry_auth', 'public.user_2fa_attempts', '{SELECT,INSERT}'),
    ('tenantry_auth', 'public.trusted_devices', '{SELECT,INSERT,UPDATE}'),
    ('tenantry_auth', 'public.security_alerts', '{SELECT,INSERT}'),
    ('tenantry_admin', 'tenant', '{SELECT}'),
    ('tenantry_admin', 'person', '{SELECT}'),
    ('tenantry_admin', 'platform', '{SELECT}'),
    ('tenantry_admin', 'auth.users', '{SELECT}'),
    -- Every use of the administrators' pool is audited in the tenant that it touches.
    ('tenantry_admin', 'public.audit_logs', '{INSERT}'),
    -- Data keys are wrapped by another master key.
    ('tenantry_admin', 'public.data_keys', '{UPDATE}'),
    ('tenantry_admin', 'public.audit_signing_keys', '{INSERT,UPDATE}'),
    ('tenantry_admin', 'public.api_integrations', '{SELECT,INSERT,UPDATE,DELETE}'),
    ('tenantry_admin', 'public.audit_platform_sinks', '{SELECT,INSERT,UPDATE,DELETE}'),
    ('tenantry_admin', 'public.quota_policies', '{SELECT,INSERT,UPDATE,DELETE}'),
    ('tenantry_admin', 'public.organization_quota_overrides', '{INSERT,UPDATE,DELETE}'),
    ('tenantry_admin', 'public.rate_limit_config', '{INSERT,UPDATE,DELETE}'),
    ('tenantry_admin', 'public.address_bypasses', '{INSERT,UPDATE,DELETE}'),
    -- The outbox, the queues of runs, of imports and of notifications, whose work is paused, and keys that have expired.
    ('tenantry_worker', 'public.organizations', '{SELECT}'),
    ('tenantry_admin', 'public.audit_legal_holds', '{INSERT,DELETE}'),
    ('tenantry_worker', 'public.audit_logs', '{SELECT,DELETE}'),
    ('tenantry_worker', 'public.audit_legal_holds', '{SELECT}'),
    ('tenantry_worker', 'public.audit_held_erasures', '{SELECT}'),
    ('tenantry_worker', 'public.audit_log_sealing', '{SELECT,UPDATE}'),
    ('tenantry_worker', 'public.audit_log_unsealed', '{SELECT,INSERT}'),
    -- The salts of entries that have expired.
    ('tenantry_worker', 'public.audit_log_seals', '{SELECT,UPDATE}'),
    ('tenantry_worker', 'public.audit_signing_keys', '{SELECT,INSERT}'),
    ('tenantry_worker', 'public.domain_events', '{SELECT,DELETE}'),
    ('tenantry_worker', 'public.pending_events', '{SELECT}'),
    ('tenantry_worker', 'public.organization_settings', '{SELECT}'),
    ('tenantry_worker', 'public.workflow_execution_logs', '{SELECT,UPDATE,DELETE}'),
    ('tenantry_worker', 'public.workflow_run_queue', '{SELECT,UPDATE}'),
    ('tenantry_worker', 'public.workflow_schedules', '{SELECT,UPDATE}'),
    ('tenantry_worker', 'public.agent_queue', '{SELECT,UPDATE}'),
    ('tenantry_worker', 'public.workflow_backlog', '{SELECT}'),
    ('tenantry_worker', 'public.workflow_admission_keys', '{SELECT,DELETE}'),
    ('tenantry_worker', 'public.workflow_causes', '{SELECT,DELETE}'),
    ('tenantry_worker', 'public.workflow_admissions', '{SELECT,DELETE}'),
    ('tenantry_worker', 'public.import_queue', '{SELECT,UPDATE}'),
    ('tenantry_worker', 'public.audit_sinks', '{SELECT,UPDATE}'),
    ('tenantry_worker', 'public.audit_log_exports', '{SELECT,UPDATE,DELETE}'),
    ('tenantry_worker', 'public.outbound_notifications', '{SELECT,UPDATE,DELETE}'),
    ('tenantry_worker', 'public.outbound_emails', '{SELECT,UPDATE}'),
    ('tenantry_worker', 'public.mail_bounces', '{SELECT,DELETE}'),
    ('tenantry_worker', 'public.event_updates', '{SELECT,UPDATE}'),
    ('tenantry_worker', 'public.daily_digests', '{SELECT,UPDATE}'),
    ('tenantry_worker', 'public.event_reminder_rules', '{SELECT,UPDATE}'),
    ('tenantry_worker', 'public.event_reminders', '{SELECT,UPDATE}'),
    ('tenantry_worker', 'public.google_calendars', '{SELECT,UPDATE}'),
    ('tenantry_worker', 'public.webhook_deliveries', '{SELECT,UPDATE,DELETE}'),
    ('tenantry_worker', 'public.webhook_events', '{SELECT,UPDATE,DELETE}'),
    ('tenantry_worker', 'public.work_tickets', '{SELECT,INSERT,UPDATE,DELETE}'),
    ('tenantry_worker', 'public.work_instances', '{SELECT,INSERT,UPDATE,DELETE}'),
    ('tenantry_worker', 'public.quotes', '{SELECT}'),
    ('tenantry_worker', 'public.deal_projects', '{SELECT}'),
    ('tenantry_worker', 'public.form_submissions', '{SELECT}'),
    ('tenantry_worker', 'public.integration_checks', '{SELECT,UPDATE}'),
    ('tenantry_worker', 'public.api_integrations', '{SELECT,UPDATE}'),
    ('tenantry_worker', 'public.audit_platform_sinks', '{SELECT,UPDATE}'),
    ('tenantry_worker', 'public.integration_usage_logs', '{SELECT,DELETE}'),
    ('tenantry_worker', 'public.quota_policies', '{SELECT}'),
    ('tenantry_worker', 'public.organization_quota_overrides', '{SELECT}'),
    ('tenantry_worker', 'public.rate_limit_config', '{SELECT}'),
    ('tenantry_worker', 'public.api_rate_limits', '{SELECT,INSERT,UPDATE,DELETE}'),
    ('tenantry_worker', 'public.rate_limit_leases', '{SELECT,INSERT,UPDATE,DELETE}'),
    ('tenantry_worker', 'public.quota_alerts', '{SELECT,INSERT,DELETE}'),
    ('tenantry_worker', 'public.api_usage_statistics', '{SELECT,INSERT,UPDATE,DELETE}'),
    ('tenantry_worker', 'public.rate_limit_quota_usage', '{SELECT,INSERT,UPDATE}'),
    ('tenantry_worker', 'public.rate_limit_tracking', '{SELECT,INSERT,UPDATE,DELETE}'),
    ('tenantry_worker', 'public.data_sensitivity_classifications', '{SELECT}'),
    ('tenantry_worker', 'public.debug_sessions', '{SELECT,UPDATE,DELETE}'),
    ('tenantry_worker', 'public.debug_logs', '{SELECT,INSERT,DELETE}'),
    ('tenantry_worker', 'public.address_policies', '{SELECT}'),
    ('tenantry_worker', 'public.ip_whitelist', '{SELECT,UPDATE}'),
    ('tenantry_worker', 'public.address_bypasses', '{SELECT}'),
    ('tenantry_worker', 'public.geo_restrictions', '{SELECT}'),
    ('tenantry_worker', 'public.ip_access_log', '{SELECT,INSERT,UPDATE,DELETE}'),
    ('tenantry_worker', 'public.security_events', '{SELECT,DELETE}'),
    ('tenantry_worker', 'public.security_signals', '{SELECT,INSERT,UPDATE,DELETE}'),
    ('tenantry_worker', 'public.api_key_sightings', '{SELECT,INSERT,UPDATE,DELETE}'),
    ('tenantry_worker', 'public.security_exports', '{SELECT,INSERT,UPDATE,DELETE}'),
    ('tenantry_worker', 'public.idempotency_keys', '{SELECT,DELETE}'))
SELECT format('%s may %s %s', coalesce(p.role, 'everybody'), p.privilege, p.relation_name)
FROM privilege p LEFT JOIN scope s ON s.oid = p.relation
WHERE p.kind IN ('r', 'p') AND NOT EXISTS (SELECT FROM definer_role d WHERE d.oid = p.grantee)
  AND NOT EXISTS (SELECT FROM bounds b WHERE b.role = p.role AND b.reach IN (CASE WHEN s.schema <> 'public' THEN s.schema WHEN s.is_tenants THEN 'tenant' ELSE s.scope END, p.relation_name) AND p.privilege = ANY (b.privileges))
UNION ALL
SELECT format('%s may %s %s', p.role, p.privilege, p.relation_name)
FROM privilege p
WHERE p.kind IN ('r', 'p') AND p.privilege NOT IN ('SELECT', 'INSERT', 'UPDATE', 'DELETE')
UNION ALL
SELECT format('%s may %s the view %s', coalesce(p.role, 'everybody'), p.privilege, p.relation_name)
FROM privilege p
WHERE p.kind IN ('v', 'm', 'f') AND NOT (p.role IN ('tenantry_app', 'tenantry_admin') AND p.privilege = 'SELECT')
UNION ALL
SELECT format('%s may %s the sequence %s', coalesce(p.role, 'everybody'), p.privilege, p.relation_name)
FROM privilege p
WHERE p.kind = 'S' AND (p.role IS NULL OR p.privilege <> 'USAGE')
UNION ALL
SELECT format('%s may create in the schema %s', coalesce(pg_get_userbyid(nullif(g.grantee, 0)), 'everybody'), s.name)
FROM our_schema s CROSS JOIN LATERAL aclexplode(s.nspacl) g
WHERE g.privilege_type = 'CREATE' AND g.grantee NOT IN (SELECT oid FROM pg_roles WHERE rolname IN ('tenantry_owner', 'pg_database_owner'))
UNION ALL
-- What somebody could sign in with is for the service of sign-in alone.
SELECT format('%s may read %s.%s', r.name, c.table_name, c.name)
FROM our_column c JOIN our_table t ON t.oid = c.relation CROSS JOIN run_time_role r
WHERE t.schema = 'auth' AND c.name ~ '(password|token|private_key|secret|hash)' AND r.name <> 'tenantry_auth'
  AND has_column_privilege(r.oid, c.relation, c.attnum, 'SELECT')
