-- What workflows send to others.

CREATE TABLE outbound_emails (
    organization_id  uuid        NOT NULL,
    id               uuid        NOT NULL,
    execution_log_id bigint      NOT NULL,
    step_index       integer     NOT NULL,
    -- The same for every delivery of this mail, so that a receiver recognises a second one.
    message_id       text        NOT NULL,
    sender           text        NOT NULL,
    recipients       text[]      NOT NULL,
    subject          text        NOT NULL,
    body             text        NOT NULL,
    status           text        NOT NULL,
    error_message    text,
    sent_at          timestamptz,
    version          integer     NOT NULL DEFAULT 0,
    created_at       timestamptz NOT NULL DEFAULT now(),
    updated_at       timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT outbound_emails_pkey PRIMARY KEY (organization_id, id),
    CONSTRAINT outbound_emails_step_key UNIQUE (organization_id, execution_log_id, step_index),
    CONSTRAINT outbound_emails_execution_log_id_fkey FOREIGN KEY (organization_id, execution_log_id)
        REFERENCES workflow_execution_logs (organization_id, id) ON DELETE CASCADE,
    CONSTRAINT outbound_emails_status_check CHECK (status IN ('recorded', 'pending', 'sent', 'failed'))
);
CREATE INDEX idx_outbound_emails_created_at ON outbound_emails (organization_id, created_at, id);
SELECT app.touch_on_update('outbound_emails');
SELECT app.protect('outbound_emails', 'organization', 'SELECT, INSERT, UPDATE');

-- Signing secrets are derived, not stored: a row tells which generation is current. None is the first.
CREATE TABLE webhook_secrets (
    organization_id uuid        NOT NULL,
    generation      integer     NOT NULL,
    rotated_at      timestamptz NOT NULL,
    CONSTRAINT webhook_secrets_pkey PRIMARY KEY (organization_id),
    CONSTRAINT webhook_secrets_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organizations (id) ON DELETE CASCADE,
    CONSTRAINT webhook_secrets_generation_check CHECK (generation >= 1)
);
SELECT app.protect('webhook_secrets', 'organization', 'SELECT, INSERT, UPDATE');
SELECT app.open_to('webhook_secrets', 'tenantry_provisioner', 'SELECT, INSERT, UPDATE');
