-- What is derived from an entry itself is derived here, once for everything that writes one: see describe_audit_entry below.

-- How long an entry is kept, if nobody has said otherwise: by its class.
CREATE FUNCTION app.retention_class(category text, action text, success boolean) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE
        WHEN split_part(action, '.', 2) IN ('exported', 'revealed', 'downloaded', 'linked') OR split_part(action, '.', 1) IN ('legal-hold', 'audit-retention')
            OR action IN ('user.impersonated', 'user.impersonation-ended', 'audit-log.altered')
            OR split_part(action, '.', 2) = 'purged' AND (category = 'data_modification' OR action = 'organization.purged') THEN 'compliance'
        WHEN NOT success THEN 'transient'
        WHEN category = 'data_modification' THEN 'standard'
        ELSE 'security' END;
CREATE FUNCTION app.default_retention_days(class text) RETURNS integer
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE class WHEN 'transient' THEN 90 WHEN 'standard' THEN 365 WHEN 'security' THEN 730 ELSE 2555 END;

-- Which rules an entry is evidence for: gdpr where it is about a person, sox about money, soc2 about who gets in and what is set.
CREATE FUNCTION app.compliance_flags(category text, resource text) RETURNS text[]
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE
        WHEN resource IN ('contact', 'lead', 'profile', 'user', 'user-profile', 'member', 'invitation', 'email', 'email-mailbox', 'email-capture-address',
            'form-submission', 'booking', 'consent', 'suppression', 'event-attendee', 'session', 'device', 'factor', 'identity', 'sign-in', 'address-rule', 'outbound-notification', 'audit-log', 'audit-log-export')
            THEN ARRAY['gdpr']
        WHEN resource IN ('opportunity', 'line-item', 'quote', 'product', 'product-price', 'price-list', 'exchange-rate', 'forecast-target') THEN ARRAY['sox']
        ELSE ARRAY[]::text[] END
        || CASE WHEN category IN ('authentication', 'authorization', 'configuration', 'security') THEN ARRAY['soc2'] ELSE ARRAY[]::text[] END;

-- 0 to 100: what it was about, and what of that is unusual. The terms are told in src/docs/decisions/0040-what-an-audit-entry-says.md.
CREATE FUNCTION app.risk_score(category text, action text, severity text, success boolean, impersonator uuid, api_key uuid, path text, occurrences integer)
    RETURNS integer
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN least(100,
        CASE category WHEN 'data_modification' THEN 5 WHEN 'data_access' THEN 10 WHEN 'authentication' THEN 15 WHEN 'configuration' THEN 20 ELSE 25 END
        + CASE severity WHEN 'info' THEN 0 WHEN 'warning' THEN 15 WHEN 'error' THEN 25 ELSE 40 END
        + CASE WHEN success THEN 0 ELSE 15 END
        + CASE WHEN impersonator IS NULL THEN 0 ELSE 20 END
        + CASE WHEN api_key IS NULL THEN 0 ELSE 5 END
        + CASE WHEN path ^@ '/admin/' THEN 15 ELSE 0 END
        + CASE WHEN split_part(action, '.', 2) IN ('exported', 'revealed', 'downloaded', 'linked') THEN 20 ELSE 0 END
        + CASE WHEN occurrences >= 100 THEN 30 WHEN occurrences >= 10 THEN 15 ELSE 0 END);

GRANT EXECUTE ON FUNCTION app.retention_class(text, text, boolean), app.default_retention_days(text), app.compliance_flags(text, text),
    app.risk_score(text, text, text, boolean, uuid, uuid, text, integer) TO tenantry_app, tenantry_admin, tenantry_provisioner, tenantry_auth;

CREATE SEQUENCE audit_logs_id_seq;
CREATE TABLE audit_logs (
    organization_id       uuid        NOT NULL,
    -- Before PostgreSQL 17 a table with partitions has no identity.
    id                    bigint      NOT NULL DEFAULT nextval('audit_logs_id_seq'),
    user_id               uuid,
    -- The super admin who acted as the person.
    impersonator_id       uuid,
    session_id            text,
    api_key_id            uuid,
    action_type           text        NOT NULL,
    action_category       text        NOT NULL,
    severity_level        text        NOT NULL DEFAULT 'info',
    action_description    text        NOT NULL,
    resource_type         text        NOT NULL,
    resource_id           text,
    old_values            jsonb,
    new_values            jsonb,
    changes_json          jsonb,
    metadata              jsonb,
    request_id            text,
    -- What the caller says that the request belongs to.
    correlation_id        text,
    request_method        text,
    request_path          text,
    ip_address            inet,
    -- Where the address is, as far as that was known then.
    geo_location          jsonb,
    user_agent            text,
    success               boolean     NOT NULL DEFAULT true,
    error_message         text,
    -- How often it happened: the same refusal is counted for a minute.
    occurrences           integer     NOT NULL DEFAULT 1,
    -- From here on what describe_audit_entry sets, and no constraint has to look at again.
    compliance_flags      text[]      NOT NULL DEFAULT '{}',
    risk_score            integer     NOT NULL DEFAULT 0,
    anomaly_detected      boolean     NOT NULL DEFAULT false,
    retention_class       text        NOT NULL DEFAULT 'standard',
    retention_period_days integer     NOT NULL DEFAULT 0,
    created_at            timestamptz NOT NULL DEFAULT now(),
    expires_at            timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT audit_logs_pkey PRIMARY KEY (organization_id, id, created_at),
    CONSTRAINT audit_logs_action_category_check CHECK (action_category IN
        ('authentication', 'authorization', 'data_access', 'data_modification', 'configuration', 'security')),
    CONSTRAINT audit_logs_severity_level_check CHECK (severity_level IN ('info', 'warning', 'error', 'critical'))
) PARTITION BY RANGE (created_at);
ALTER SEQUENCE audit_logs_id_seq OWNED BY audit_logs.id;
GRANT USAGE ON SEQUENCE audit_logs_id_seq TO tenantry_app, tenantry_admin, tenantry_provisioner;

CREATE INDEX idx_audit_logs_user ON audit_logs (organization_id, user_id, created_at, id);
CREATE INDEX idx_audit_logs_impersonator ON audit_logs (organization_id, impersonator_id, created_at, id) WHERE impersonator_id IS NOT NULL;
CREATE INDEX idx_audit_logs_action ON audit_logs (organization_id, action_type, created_at, id);
CREATE INDEX idx_audit_logs_timestamp ON audit_logs (organization_id, created_at, id);
CREATE INDEX idx_audit_logs_resource ON audit_logs (organization_id, resource_type, resource_id, created_at, id);
-- What has expired is looked for across all tenants. In the order of its insertion but for the few classes, so that it costs little.
CREATE INDEX idx_audit_logs_expires_at ON audit_logs (expires_at);

-- What the entry says of itself, whoever writes it. A period is stated where the organization has set one for its class. An entry is an anomaly
-- where the same was refused ten times or more within a minute.
CREATE FUNCTION app.describe_audit_entry() RETURNS trigger
    LANGUAGE plpgsql AS
$$
BEGIN
    NEW.retention_class := app.retention_class(NEW.action_category, NEW.action_type, NEW.success);
    NEW.retention_period_days := coalesce(nullif(NEW.retention_period_days, 0), app.default_retention_days(NEW.retention_class));
    -- Whoever shortens what is kept does not shorten by that for how long it is known.
    IF NEW.action_type ^@ 'audit-retention.' THEN
        NEW.retention_period_days := greatest(NEW.retention_period_days, app.default_retention_days(NEW.retention_class));
    END IF;
    NEW.expires_at := NEW.created_at + make_interval(days => NEW.retention_period_days);
    NEW.compliance_flags := app.compliance_flags(NEW.action_category, NEW.resource_type);
    NEW.risk_score := app.risk_score(NEW.action_category, NEW.action_type, NEW.severity_level, NEW.success, NEW.impersonator_id, NEW.api_key_id,
                                     coalesce(NEW.request_path, ''), NEW.occurrences);
    NEW.anomaly_detected := NOT NEW.success AND NEW.occurrences >= 10;
    RETURN NEW;
END
$$;
CREATE TRIGGER describe_audit_entry BEFORE INSERT ON audit_logs FOR EACH ROW EXECUTE FUNCTION app.describe_audit_entry();

-- Append-only: the application may add and read, never change.
SELECT app.protect('audit_logs', 'organization', 'SELECT, INSERT');
SELECT app.open_to('audit_logs', 'tenantry_provisioner', 'INSERT'), app.open_to('audit_logs', 'tenantry_worker', 'SELECT (organization_id, id, created_at, expires_at), DELETE');
GRANT INSERT ON audit_logs TO tenantry_admin;

-- A partition is reached through its table alone, by whose policies and grants: it has none, so that nobody gets at it past them.
CREATE FUNCTION app.close_partition(relation regclass) RETURNS void
    LANGUAGE plpgsql AS
$$
BEGIN
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', relation);
    EXECUTE format('ALTER TABLE %s ALTER organization_id SET STATISTICS 0', relation);
END
$$;

-- What no month is made for.
CREATE TABLE audit_logs_rest PARTITION OF audit_logs DEFAULT;
SELECT app.close_partition('audit_logs_rest');

-- Months that are to come get their partitions, those without a row lose them. Whoever owns the table calls it at each start; what the locks are not
-- to be had for waits for the next one, and entries meanwhile go into the rest, where they stay.
CREATE FUNCTION app.keep_audit_partitions(ahead integer) RETURNS void
    LANGUAGE plpgsql SET lock_timeout = '2s' AS
$$
DECLARE
    month  timestamp := date_trunc('month', now() AT TIME ZONE 'UTC');
    begins timestamp;
    name   text;
    past   regclass;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('app.keep_audit_partitions'));
    FOR n IN 0..ahead LOOP
        begins := month + make_interval(months => n);
        name := 'audit_logs_' || to_char(begins, 'YYYY_MM');
        CONTINUE WHEN to_regclass('public.' || name) IS NOT NULL;
        BEGIN
            EXECUTE format('CREATE TABLE public.%I PARTITION OF audit_logs FOR VALUES FROM (%L) TO (%L)', name,
                           begins AT TIME ZONE 'UTC', (begins + interval '1 month') AT TIME ZONE 'UTC');
            PERFORM app.close_partition(('public.' || name)::regclass);
        EXCEPTION WHEN check_violation OR lock_not_available THEN
            CONTINUE;
        END;
    END LOOP;
    -- By its size: its owner sees none of its rows.
    FOR past IN SELECT c.oid::regclass FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
                     WHERE i.inhparent = 'public.audit_logs'::regclass AND c.relname ~ '^audit_logs_\d{4}_\d\d$'
                       AND c.relname < 'audit_logs_' || to_char(month, 'YYYY_MM') AND pg_relation_size(c.oid) = 0 LOOP
        BEGIN
            EXECUTE format('DROP TABLE %s', past);
        EXCEPTION WHEN lock_not_available THEN
            CONTINUE;
        END;
    END LOOP;
END
$$;
SELECT app.keep_audit_partitions(6);
