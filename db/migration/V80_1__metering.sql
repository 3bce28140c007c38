-- How much an organization may ask of the API, and how much of it it has asked for.

-- What holds for every organization, unless something more specific does.
CREATE TABLE quota_policies (
    id                     uuid        NOT NULL,
    policy_name            text        NOT NULL,
    description            text,
    -- Endpoints, and work that is nobody's request: see EndpointPattern.
    endpoint_pattern       text        NOT NULL,
    -- Whose requests are counted together.
    scope                  text        NOT NULL DEFAULT 'organization',
    max_requests_per_hour  integer     NOT NULL DEFAULT 1000,
    max_requests_per_day   integer     NOT NULL DEFAULT 10000,
    max_requests_per_month integer     NOT NULL DEFAULT 100000,
    -- So many at once; the rest of an hour's are let through evenly. Null: whenever they come.
    burst                  integer,
    is_active              boolean     NOT NULL DEFAULT true,
    -- Null: whatever the role.
    applies_to_role        text,
    -- The numbers that the configuration stated last, as it writes them: what administrators have stated since stays until it states others.
    configured             text,
    version                integer     NOT NULL DEFAULT 0,
    created_at             timestamptz NOT NULL DEFAULT now(),
    updated_at             timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT quota_policies_pkey PRIMARY KEY (id),
    CONSTRAINT quota_policies_policy_name_key UNIQUE (policy_name),
    CONSTRAINT quota_policies_scope_check CHECK (scope IN ('organization', 'user', 'api_key')),
    CONSTRAINT quota_policies_maxima CHECK (max_requests_per_hour > 0 AND max_requests_per_day > 0 AND max_requests_per_month > 0),
    CONSTRAINT quota_policies_burst_check CHECK (burst > 0)
);
INSERT INTO quota_policies (id, policy_name, description, endpoint_pattern, scope, max_requests_per_hour, max_requests_per_day, max_requests_per_month) VALUES
    ('0193a000-0000-7000-8000-000000000001', 'ai_generation_default', 'What language models and agents are asked', 'POST /api/v1/agents/*/run, work:ai', 'organization', 100, 1000, 10000),
    ('0193a000-0000-7000-8000-000000000002', 'calendar_operations', 'Changes of calendars and of what is booked',
     'POST|PUT|PATCH|DELETE /api/v1/{resource:events|event-replies|bookings|booking-pages|google-calendars}/**', 'organization', 200, 2000, 20000),
    ('0193a000-0000-7000-8000-000000000003', 'email_sending', 'Receivers of mails that members and workflows send', 'work:mails', 'organization', 50, 500, 5000),
    ('0193a000-0000-7000-8000-000000000004', 'superadmin_operations', 'The platform''s administration', '/admin/**', 'user', 500, 5000, 50000),
    ('0193a000-0000-7000-8000-000000000005', 'public_api_default', 'Everything else', '/api/v1/**, work:imports', 'organization', 1000, 10000, 100000);

SELECT app.touch_on_update('quota_policies'), app.protect('quota_policies', 'platform');
CREATE POLICY admin_access ON quota_policies FOR ALL TO tenantry_admin USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON quota_policies TO tenantry_admin;
SELECT app.open_to('quota_policies', 'tenantry_worker', 'SELECT');

-- Takes down that the configuration has changed a policy, which is nobody's: in the logs of the organizations that super admins own.
CREATE FUNCTION app.record_configured_policy(policy uuid, before jsonb, after jsonb) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$
BEGIN
    INSERT INTO audit_logs (organization_id, action_type, action_category, action_description, resource_type, resource_id, old_values, new_values, changes_json,
                            retention_period_days)
    SELECT DISTINCT m.organization_id, 'quota-policy.updated', 'configuration', 'The configuration changed this quota-policy', 'quota-policy', policy::text,
           before, after, (SELECT jsonb_agg(k ORDER BY k) FROM jsonb_object_keys(after) AS k),
           app.retention_days(m.organization_id, 'configuration', 'quota-policy.updated', true)
    FROM organization_members m JOIN auth.users u ON u.id = m.user_id
    WHERE u.is_super_admin AND u.is_active AND u.deleted_at IS NULL AND m.role = 'owner';
END
$$;
-- Whether any organization has such a role.
CREATE FUNCTION app.is_role(called text) RETURNS boolean
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$
BEGIN
    RETURN EXISTS (SELECT FROM roles r WHERE r.slug = called);
END
$$;
GRANT CREATE ON SCHEMA app TO tenantry_provisioner;
ALTER FUNCTION app.is_role(text) OWNER TO tenantry_provisioner;
ALTER FUNCTION app.record_configured_policy(uuid, jsonb, jsonb) OWNER TO tenantry_provisioner;
REVOKE CREATE ON SCHEMA app FROM tenantry_provisioner;
GRANT EXECUTE ON FUNCTION app.is_role(text), app.record_configured_policy(uuid, jsonb, jsonb) TO tenantry_admin;

-- Other numbers of a policy for one organization; where one is null the policy's holds.
CREATE TABLE organization_quota_overrides (
    organization_id        uuid        NOT NULL,
    id                     uuid        NOT NULL,
    policy_id              uuid        NOT NULL,
    max_requests_per_hour  integer,
    max_requests_per_day   integer,
    max_requests_per_month integer,
    burst                  integer,
    reason                 text        NOT NULL,
    -- A fact of the past, whatever becomes of the account.
    created_by             uuid,
    version                integer     NOT NULL DEFAULT 0,
    created_at             timestamptz NOT NULL DEFAULT now(),
    updated_at             timestamptz NOT NULL DEFAULT now(),
    -- Null: for good.
    expires_at             timestamptz,
    CONSTRAINT organization_quota_overrides_pkey PRIMARY KEY (organization_id, id),
    CONSTRAINT organization_quota_overrides_policy_id_key UNIQUE (organization_id, policy_id),
    CONSTRAINT organization_quota_overrides_policy_id_fkey FOREIGN KEY (policy_id) REFERENCES quota_policies (id),
    CONSTRAINT organization_quota_overrides_maxima CHECK (coalesce(max_requests_per_hour, max_requests_per_day, max_requests_per_month, burst) IS NOT NULL
        AND coalesce(max_requests_per_hour, 1) > 0 AND coalesce(max_requests_per_day, 1) > 0 AND coalesce(max_requests_per_month, 1) > 0),
    CONSTRAINT organization_quota_overrides_burst_check CHECK (burst > 0)
);
CREATE INDEX idx_organization_quota_overrides_policy_id ON organization_quota_overrides (policy_id);
CREATE INDEX idx_organization_quota_overrides_created_at ON organization_quota_overrides (organization_id, created_at, id);
SELECT app.touch_on_update('organization_quota_overrides'), app.protect('organization_quota_overrides', 'organization', 'SELECT'),
       app.open_to('organization_quota_overrides', 'tenantry_worker', 'SELECT');
GRANT INSERT, UPDATE, DELETE ON organization_quota_overrides TO tenantry_admin;

-- A limit of one organization's own for one resource of the API, in a window of its own.
CREATE TABLE rate_limit_config (
    organization_id  uuid        NOT NULL,
    id               uuid        NOT NULL,
    -- As paths call it: contacts.
    resource_type    text        NOT NULL,
    -- Null: all endpoints of the resource.
    endpoint_pattern text,
    max_requests     integer     NOT NULL,
    window_seconds   integer     NOT NULL,
    -- Null: as many as the windows come to.
    quota_monthly    integer,
    -- So many at once; the rest of a window's are let through evenly. Null: whenever they come.
    burst            integer,
    enabled          boolean     NOT NULL DEFAULT true,
    version          integer     NOT NULL DEFAULT 0,
    created_at       timestamptz NOT NULL DEFAULT now(),
    updated_at       timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT rate_limit_config_pkey PRIMARY KEY (organization_id, id),
    CONSTRAINT rate_limit_config_endpoint_pattern_key UNIQUE NULLS NOT DISTINCT (organization_id, resource_type, endpoint_pattern),
    CONSTRAINT rate_limit_config_maxima CHECK (max_requests > 0 AND coalesce(quota_monthly, 1) > 0),
    CONSTRAINT rate_limit_config_burst_check CHECK (burst > 0),
    CONSTRAINT rate_limit_config_window CHECK (window_seconds BETWEEN 1 AND 86400)
);
CREATE INDEX idx_rate_limit_config_created_at ON rate_limit_config (organization_id, created_at, id);
SELECT app.touch_on_update('rate_limit_config'), app.protect('rate_limit_config', 'organization', 'SELECT'),
       app.open_to('rate_limit_config', 'tenantry_worker', 'SELECT');
GRANT INSERT, UPDATE, DELETE ON rate_limit_config TO tenantry_admin;

SELECT app.declare_permission('quotas', 'read', 'See how much may be asked of the API, and how much has been', '{owner,admin}');
