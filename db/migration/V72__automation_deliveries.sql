-- What workflows and members send to others. It is the queue of mails, too.

CREATE TABLE outbound_emails (
    organization_id  uuid        NOT NULL,
    id               uuid        NOT NULL,
    -- Of the run's step whose mail it is, or else the member's own.
    execution_log_id bigint,
    workflow_id      uuid,
    step_index       integer,
    email_id         bigint,
    member_id        uuid,
    -- The same for every delivery of this mail, so that a receiver recognises a second one.
    message_id       text        NOT NULL,
    sender           text        NOT NULL,
    recipients       text[]      NOT NULL,
    -- What addresses are equal by.
    recipient_keys   text[]      NOT NULL,
    -- The last ones of the recipients: first those whom all see, then those whom nobody sees.
    cc               text[]      NOT NULL DEFAULT '{}',
    bcc              text[]      NOT NULL DEFAULT '{}',
    reply_to         text,
    -- What recipients are called, by their addresses.
    recipient_names  jsonb       NOT NULL DEFAULT '{}',
    -- Of the recipients, those whom it has reached while others are still to be, and those whom it does not, with the reason of each.
    reached          text[]      NOT NULL DEFAULT '{}',
    refused          text[]      NOT NULL DEFAULT '{}',
    refusals         text[]      NOT NULL DEFAULT '{}',
    subject          text        NOT NULL,
    body             text        NOT NULL,
    -- What is shown in place of the body, by whoever can.
    html             text,
    -- Where the one whom it is to asks for no more of the kind, of marketing alone.
    unsubscribe_url  text,
    -- The organization's own by which it goes, which may be gone; null: the platform's mail server.
    integration_id   uuid,
    status           text        NOT NULL,
    attempts         integer     NOT NULL DEFAULT 0,
    max_attempts     integer     NOT NULL,
    -- How many milliseconds after the first failure it is tried again; twice as long after each further one.
    retry_after      bigint      NOT NULL,
    -- How many milliseconds an attempt may take; null: as long as is usual.
    timeout          bigint,
    -- Until when it waits as the organization may write to no more receivers.
    limited_until    timestamptz,
    -- By which policy, or limit, whose receivers that counts together, and how many there may be in which period (ISO 8601; null: at once).
    limited_by       text,
    limited_scope    text,
    limited_most     integer,
    limited_period   text,
    -- When it is to be sent; null where nothing is to be done.
    due_at           timestamptz,
    lease_epoch      bigint      NOT NULL DEFAULT 0,
    leased_by        uuid,
    lease_losses     integer     NOT NULL DEFAULT 0,
    error_message    text,
    sent_at          timestamptz,
    version          integer     NOT NULL DEFAULT 0,
    created_at       timestamptz NOT NULL DEFAULT now(),
    updated_at       timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT outbound_emails_pkey PRIMARY KEY (organization_id, id),
    CONSTRAINT outbound_emails_step_key UNIQUE (organization_id, execution_log_id, step_index),
    CONSTRAINT outbound_emails_execution_log_id_fkey FOREIGN KEY (organization_id, execution_log_id)
        REFERENCES workflow_execution_logs (organization_id, id) ON DELETE CASCADE,
    CONSTRAINT outbound_emails_email_key UNIQUE (organization_id, email_id),
    CONSTRAINT outbound_emails_email_id_fkey FOREIGN KEY (organization_id, email_id) REFERENCES emails (organization_id, id) ON DELETE CASCADE,
    CONSTRAINT outbound_emails_member_id_fkey FOREIGN KEY (organization_id, member_id)
        REFERENCES organization_members (organization_id, user_id) ON DELETE CASCADE,
    CONSTRAINT outbound_emails_cause_check CHECK (num_nonnulls(execution_log_id, workflow_id, step_index) IN (0, 3)
        AND (execution_log_id IS NULL OR member_id IS NULL) AND (email_id IS NULL OR member_id IS NOT NULL)),
    CONSTRAINT outbound_emails_status_check CHECK (status IN ('recorded', 'pending', 'sent', 'failed', 'suppressed')),
    CONSTRAINT outbound_emails_copies_check CHECK (cardinality(cc) + cardinality(bcc) <= cardinality(recipients)),
    CONSTRAINT outbound_emails_refused_check CHECK (cardinality(refused) = cardinality(refusals)),
    CONSTRAINT outbound_emails_due_check CHECK ((status = 'pending') = (due_at IS NOT NULL))
);
CREATE INDEX idx_outbound_emails_created_at ON outbound_emails (organization_id, created_at, id);
CREATE INDEX idx_outbound_emails_due ON outbound_emails (organization_id, due_at) WHERE due_at IS NOT NULL AND integration_id IS NULL;
CREATE INDEX idx_outbound_emails_own_server_due ON outbound_emails (organization_id, due_at) WHERE due_at IS NOT NULL AND integration_id IS NOT NULL;
CREATE INDEX idx_outbound_emails_workflow ON outbound_emails (organization_id, workflow_id, created_at, id);
CREATE INDEX idx_outbound_emails_status ON outbound_emails (organization_id, status, created_at, id);
CREATE INDEX idx_outbound_emails_recipients ON outbound_emails USING gin (organization_id, recipient_keys);
CREATE INDEX idx_outbound_emails_member ON outbound_emails (organization_id, member_id);
CREATE INDEX idx_outbound_emails_message ON outbound_emails (organization_id, message_id);
SELECT app.touch_on_update('outbound_emails');
SELECT app.protect('outbound_emails', 'organization', 'SELECT, INSERT, UPDATE');
SELECT app.keep_own('outbound_emails', 'member_id');
SELECT app.open_to('outbound_emails', 'tenantry_worker', 'SELECT, UPDATE');

-- The mails that go to one of the addresses.
SELECT app.make_finder('mails_to', 'uuid', $$
    SELECT e.id FROM outbound_emails e WHERE e.organization_id = organization AND e.recipient_keys && sought $$);

-- The mails of the runs that are about one of the records.
SELECT app.make_finder('mails_about', 'uuid', $$
    SELECT e.id FROM outbound_emails e
    WHERE e.organization_id = organization AND e.execution_log_id = ANY (ARRAY(SELECT r FROM app.runs_about(organization, sought) AS r)) $$);

-- An organization's own texts, which steps that send mail name.
CREATE TABLE email_templates (
    organization_id uuid        NOT NULL,
    id              uuid        NOT NULL,
    name            text        NOT NULL,
    subject         text        NOT NULL,
    body            text        NOT NULL,
    html            text,
    version         integer     NOT NULL DEFAULT 0,
    created_at      timestamptz NOT NULL DEFAULT now(),
    updated_at      timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT email_templates_pkey PRIMARY KEY (organization_id, id),
    CONSTRAINT email_templates_name_key UNIQUE (organization_id, name),
    CONSTRAINT email_templates_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organizations (id) ON DELETE CASCADE,
    CONSTRAINT email_templates_name_length CHECK (length(name) BETWEEN 1 AND 60),
    CONSTRAINT email_templates_subject_length CHECK (length(subject) BETWEEN 1 AND 500),
    CONSTRAINT email_templates_body_length CHECK (length(body) BETWEEN 1 AND 50000),
    CONSTRAINT email_templates_html_length CHECK (length(html) BETWEEN 1 AND 100000)
);
CREATE INDEX idx_email_templates_created_at ON email_templates (organization_id, created_at, id);
SELECT app.touch_on_update('email_templates');
SELECT app.protect('email_templates');

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
