-- Copies of the audit log, as files: what was asked for, how far it has come, and the queue of those who write them.
CREATE TABLE audit_log_exports (
    organization_id  uuid        NOT NULL,
    id               uuid        NOT NULL,
    requested_by     uuid        NOT NULL,
    -- What the API key had by which it was asked for; null where it was by none.
    requested_scopes text[],
    requested_key    uuid,
    export_type      text        NOT NULL,
    filters          jsonb       NOT NULL,
    status           text        NOT NULL DEFAULT 'pending',
    -- What the file is called. Its content is in audit_log_export_parts.
    file_path        text        NOT NULL,
    file_size_bytes  bigint      NOT NULL DEFAULT 0,
    -- Entries that are in the file so far, of so many.
    record_count     integer     NOT NULL DEFAULT 0,
    total_count      integer,
    parts            integer     NOT NULL DEFAULT 0,
    -- Where the next part begins.
    page_cursor      text,
    -- Who does not have them all does not get the file: what it shows took them.
    needed_permissions text[]    NOT NULL DEFAULT '{}',
    -- Whose values are in the file as they were, contact/email: whoever gets it may not be shown them all by then.
    shown_properties text[]      NOT NULL DEFAULT '{}',
    started_at       timestamptz,
    completed_at     timestamptz,
    expires_at       timestamptz,
    error_message    text,
    link_hash        text,
    link_expires_at  timestamptz,
    -- Who made the link, and the API key by which they did; null where it was by none.
    linked_by        uuid,
    linked_key       uuid,
    due_at           timestamptz,
    lease_epoch      bigint      NOT NULL DEFAULT 0,
    leased_by        uuid,
    attempts         integer     NOT NULL DEFAULT 0,
    lease_losses     integer     NOT NULL DEFAULT 0,
    version          integer     NOT NULL DEFAULT 0,
    created_at       timestamptz NOT NULL DEFAULT now(),
    updated_at       timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT audit_log_exports_pkey PRIMARY KEY (organization_id, id),
    CONSTRAINT audit_log_exports_export_type_check CHECK (export_type IN ('csv', 'json', 'pdf')),
    CONSTRAINT audit_log_exports_status_check CHECK (status IN ('pending', 'processing', 'completed', 'failed', 'cancelled'))
);
CREATE INDEX idx_audit_log_exports_created_at ON audit_log_exports (organization_id, created_at DESC, id DESC);
CREATE INDEX idx_audit_log_exports_due ON audit_log_exports (organization_id, due_at) WHERE due_at IS NOT NULL;
CREATE INDEX idx_audit_log_exports_leased ON audit_log_exports (organization_id) WHERE leased_by IS NOT NULL;
CREATE INDEX idx_audit_log_exports_expires_at ON audit_log_exports (expires_at);
SELECT app.protect('audit_log_exports'), app.touch_on_update('audit_log_exports');
SELECT app.open_to('audit_log_exports', 'tenantry_worker', 'SELECT, DELETE, UPDATE (due_at, lease_epoch, leased_by, attempts, lease_losses)');

-- Each part is compressed by itself, and one after the other they are the file, compressed.
CREATE TABLE audit_log_export_parts (
    organization_id uuid    NOT NULL,
    export_id       uuid    NOT NULL,
    number          integer NOT NULL,
    bytes           bytea   NOT NULL,
    -- Whose values are shown, contact/182: with these the file goes. Of parts that were written in one step the first has all.
    records         text[]  NOT NULL DEFAULT '{}',
    CONSTRAINT audit_log_export_parts_pkey PRIMARY KEY (organization_id, export_id, number),
    CONSTRAINT audit_log_export_parts_export_id_fkey FOREIGN KEY (organization_id, export_id)
        REFERENCES audit_log_exports (organization_id, id) ON DELETE CASCADE
);
ALTER TABLE audit_log_export_parts ALTER COLUMN bytes SET STORAGE EXTERNAL;
CREATE INDEX idx_audit_log_export_parts_records ON audit_log_export_parts USING gin (organization_id, records) WHERE records <> '{}';
SELECT app.protect('audit_log_export_parts', 'organization', 'SELECT, INSERT, DELETE');

-- What the log is searched by besides: each leads to the entries in the order in which they are shown.
CREATE INDEX idx_audit_logs_description ON audit_logs (organization_id, action_description, created_at, id);
CREATE INDEX idx_audit_logs_session ON audit_logs (organization_id, session_id, created_at, id);
CREATE INDEX idx_audit_logs_ip_address ON audit_logs (organization_id, ip_address, created_at, id);
CREATE INDEX idx_audit_logs_request ON audit_logs (organization_id, request_id);
CREATE INDEX idx_audit_logs_correlation ON audit_logs (organization_id, correlation_id) WHERE correlation_id IS NOT NULL;
-- Few are so, and these are looked for.
CREATE INDEX idx_audit_logs_refused ON audit_logs (organization_id, created_at, id) WHERE NOT success;
CREATE INDEX idx_audit_logs_severe ON audit_logs (organization_id, severity_level, created_at, id) WHERE severity_level <> 'info';
