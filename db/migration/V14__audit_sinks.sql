-- Where the entries of the audit log go besides, how far they have come there, and the queue of those who send them.
CREATE TABLE audit_sinks (
    organization_id   uuid        NOT NULL,
    id                uuid        NOT NULL,
    name              text        NOT NULL,
    sink_type         text        NOT NULL,
    url               text        NOT NULL,
    sealed_token      text,
    token_changed_at  timestamptz,
    ca_certificates   text,
    is_enabled        boolean     NOT NULL,
    -- Entries of transactions before this one have been sent (decision 42). A round sends those of the transactions from there up to
    -- round_before, in the order of their ids; it has come to round_entry.
    sent_before       bigint      NOT NULL,
    round_before      bigint,
    round_entry       bigint      NOT NULL,
    -- What has not been sent has a larger id: transactions from mark_before on began to write when ids were beyond mark_entry.
    floor_entry       bigint      NOT NULL,
    mark_entry        bigint      NOT NULL,
    mark_before       bigint,
    marked_at         timestamptz NOT NULL DEFAULT now(),
    sent_count        bigint      NOT NULL DEFAULT 0,
    last_sent_at      timestamptz,
    -- Since when the oldest entry waits that is known not to have been sent.
    oldest_waiting_at     timestamptz,
    failures          integer     NOT NULL DEFAULT 0,
    last_error        text,
    last_failed_at    timestamptz,
    due_at            timestamptz,
    lease_epoch       bigint      NOT NULL DEFAULT 0,
    leased_by         uuid,
    attempts          integer     NOT NULL DEFAULT 0,
    lease_losses      integer     NOT NULL DEFAULT 0,
    version           integer     NOT NULL DEFAULT 0,
    created_at        timestamptz NOT NULL DEFAULT now(),
    updated_at        timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT audit_sinks_pkey PRIMARY KEY (organization_id, id),
    CONSTRAINT audit_sinks_sink_type_check CHECK (sink_type IN ('splunk_hec', 'syslog'))
);
CREATE INDEX idx_audit_sinks_created_at ON audit_sinks (organization_id, created_at DESC, id DESC);
CREATE INDEX idx_audit_sinks_due ON audit_sinks (organization_id, due_at) WHERE due_at IS NOT NULL;
CREATE INDEX idx_audit_sinks_leased ON audit_sinks (organization_id) WHERE leased_by IS NOT NULL;
SELECT app.protect('audit_sinks'), app.touch_on_update('audit_sinks');
SELECT app.open_to('audit_sinks', 'tenantry_worker', 'SELECT, UPDATE (due_at, lease_epoch, leased_by, attempts, lease_losses)');

-- Where the entries of the platform's administration go besides, in whoever's log they are.
CREATE TABLE audit_platform_sinks (
    id                uuid        NOT NULL,
    name              text        NOT NULL,
    sink_type         text        NOT NULL,
    url               text        NOT NULL,
    -- Encrypted under a key of the row's own.
    sealed_token      text,
    master_key_id     text,
    wrapped           bytea,
    token_changed_at  timestamptz,
    ca_certificates   text,
    is_enabled        boolean     NOT NULL,
    -- As in audit_sinks. No floor is needed: an index leads to these entries by their transactions.
    sent_before       bigint      NOT NULL,
    round_before      bigint,
    round_entry       bigint      NOT NULL DEFAULT 0,
    sent_count        bigint      NOT NULL DEFAULT 0,
    last_sent_at      timestamptz,
    oldest_waiting_at timestamptz,
    failures          integer     NOT NULL DEFAULT 0,
    last_error        text,
    last_failed_at    timestamptz,
    -- When it is looked at next. Whoever looks puts it off, and has it for as long as nobody else changes this.
    due_at            timestamptz NOT NULL DEFAULT now(),
    version           integer     NOT NULL DEFAULT 0,
    created_at        timestamptz NOT NULL DEFAULT now(),
    updated_at        timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT audit_platform_sinks_pkey PRIMARY KEY (id),
    CONSTRAINT audit_platform_sinks_sink_type_check CHECK (sink_type IN ('splunk_hec', 'syslog')),
    CONSTRAINT audit_platform_sinks_token_check CHECK ((sealed_token IS NULL) = (wrapped IS NULL))
);
SELECT app.touch_on_update('audit_platform_sinks'), app.protect('audit_platform_sinks', 'platform');
CREATE POLICY admin_access ON audit_platform_sinks FOR ALL TO tenantry_admin USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON audit_platform_sinks TO tenantry_admin;
SELECT app.open_to('audit_platform_sinks', 'tenantry_worker', 'SELECT, UPDATE');

-- What an entry of the platform's administration is.
CREATE INDEX idx_audit_logs_platform ON audit_logs (transaction_id, id)
    WHERE request_path ^@ '/admin/' OR request_path ^@ '/auth/v1/admin/' OR action_type = 'audit-log.altered';
GRANT SELECT (request_path, action_type) ON audit_logs TO tenantry_worker;
