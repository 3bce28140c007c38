-- What the documents call by other names: the same entries, as whoever asks may see them.
DROP VIEW IF EXISTS admin_audit_log, superadmin_logs, security_audit_logs, audit_logs_enhanced;

CREATE VIEW audit_logs_enhanced WITH (security_invoker = true) AS
SELECT a.id, a.organization_id, a.user_id, a.action_type, a.resource_type, a.resource_id,
       -- What was erased while the log is held is shown to nobody.
       nullif(jsonb_strip_nulls(CASE WHEN h.resource_id IS NULL
           THEN jsonb_build_object('oldValues', a.old_values, 'newValues', a.new_values, 'changes', a.changes_json, 'metadata', a.metadata)
           ELSE jsonb_build_object('changes', a.changes_json, 'metadata', coalesce(a.metadata, '{}') || '{"erased": true}') END), '{}') AS details,
       a.ip_address, a.user_agent, a.request_id, a.session_id, a.geo_location, a.risk_score, a.anomaly_detected,
       a.compliance_flags AS compliance_tags, a.retention_class,
       -- Entries are kept in clear; what is secret is in none of them.
       false AS encrypted_at_rest,
       encode(s.chain_hash, 'hex') AS audit_chain_hash, encode(s.previous_hash, 'hex') AS previous_hash,
       -- That its seal follows the one before. Whether it says what was sealed is verified from its canonical form, see decision 41.
       s.chain_hash = sha256(s.previous_hash || s.leaf_hash) AS verified,
       a.created_at, a.expires_at
FROM audit_logs a LEFT JOIN audit_log_seals s ON s.organization_id = a.organization_id AND s.entry_id = a.id
    LEFT JOIN audit_held_erasures h ON h.organization_id = a.organization_id AND h.resource_type = a.resource_type AND h.resource_id = a.resource_id
        AND h.transaction_id <> a.transaction_id;

CREATE VIEW security_audit_logs WITH (security_invoker = true) AS
SELECT a.id, a.organization_id, a.user_id, a.action_type, a.action_category, a.severity_level, a.action_description, a.resource_type, a.resource_id,
       a.ip_address, a.user_agent, a.session_id, a.success, a.error_message, a.occurrences, a.risk_score, a.anomaly_detected, a.created_at
FROM audit_logs a WHERE a.action_category IN ('authentication', 'authorization', 'security');

-- What super admins did and looked at, wherever it was taken down.
CREATE VIEW superadmin_logs WITH (security_invoker = true) AS
SELECT a.id, a.user_id AS admin_user_id, (SELECT u.email FROM auth.users u WHERE u.id = a.user_id) AS admin_email, a.action_type AS action,
       CASE WHEN a.action_category = 'data_access' THEN 'READ'
            WHEN split_part(a.action_type, '.', 2) IN ('created', 'invited') THEN 'CREATE'
            WHEN split_part(a.action_type, '.', 2) IN ('deleted', 'purged') THEN 'DELETE'
            WHEN split_part(a.action_type, '.', 2) IN ('updated', 'changed') THEN 'UPDATE'
            ELSE 'EXECUTE' END AS operation_type,
       CASE WHEN a.resource_type IN ('user', 'profile', 'session', 'factor', 'identity') THEN 'USER'
            WHEN a.resource_type = 'organization' THEN 'ORGANIZATION'
            ELSE 'SYSTEM' END AS target_type,
       a.resource_id AS target_id, coalesce(a.metadata, CASE WHEN h.resource_id IS NULL THEN a.new_values END) AS details,
       CASE WHEN a.success THEN 'success' ELSE 'failure' END AS result, a.error_message, a.ip_address, a.user_agent, a.created_at
FROM audit_logs a
    LEFT JOIN audit_held_erasures h ON h.organization_id = a.organization_id AND h.resource_type = a.resource_type AND h.resource_id = a.resource_id
        AND h.transaction_id <> a.transaction_id
WHERE a.request_path ^@ '/admin/' OR a.request_path ^@ '/auth/v1/admin/';

CREATE VIEW admin_audit_log WITH (security_invoker = true) AS
SELECT s.id, s.admin_user_id, s.action, CASE WHEN s.target_type = 'USER' AND s.target_id ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' THEN s.target_id::uuid END AS target_user_id,
       s.details, s.ip_address, s.user_agent, s.created_at
FROM superadmin_logs s;

GRANT SELECT ON audit_logs_enhanced, security_audit_logs TO tenantry_app, tenantry_admin;
GRANT SELECT ON superadmin_logs, admin_audit_log TO tenantry_admin;
