-- Who may be written to: what people have consented to, and the addresses that are not written to.

CREATE TABLE suppressions (
    organization_id uuid        NOT NULL,
    id              uuid        NOT NULL,
    channel         text        NOT NULL,
    address         text        NOT NULL,
    -- What addresses are equal by: the canonical form of a mail address, a number as networks have it.
    address_key     text        COLLATE "C" NOT NULL,
    reason          text        NOT NULL,
    -- Whether it keeps off what needs consent alone, or everything.
    scope           text        NOT NULL,
    note            text,
    -- Who stated it, member or not; null where nobody of the organization did.
    created_by      uuid,
    -- The inbound webhook that was told STOP, which alone takes START for it; null where nobody answered a message.
    stopped_at_receiver uuid,
    version         integer     NOT NULL DEFAULT 0,
    created_at      timestamptz NOT NULL DEFAULT now(),
    updated_at      timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT suppressions_pkey PRIMARY KEY (organization_id, id),
    CONSTRAINT suppressions_address_key UNIQUE (organization_id, address_key, channel, scope),
    CONSTRAINT suppressions_channel_check CHECK (channel IN ('email', 'sms', 'whatsapp')),
    CONSTRAINT suppressions_reason_check CHECK (reason IN ('unsubscribed', 'bounced', 'complained', 'manual')),
    CONSTRAINT suppressions_scope_check CHECK (scope IN ('marketing', 'all'))
);
CREATE INDEX idx_suppressions_created_at ON suppressions (organization_id, created_at DESC, id DESC);
CREATE INDEX idx_suppressions_created_by ON suppressions (organization_id, created_by);
SELECT app.protect('suppressions', 'organization', 'SELECT, INSERT, DELETE'), app.touch_on_update('suppressions');

-- What people have decided, one row for each time: the newest one of an address counts.
CREATE TABLE consents (
    organization_id uuid        NOT NULL,
    id              uuid        NOT NULL,
    channel         text        NOT NULL,
    address         text        NOT NULL,
    address_key     text        COLLATE "C" NOT NULL,
    purpose         text        NOT NULL,
    status          text        NOT NULL,
    -- What the person was shown, and where.
    text            text,
    source          text,
    decided_at      timestamptz NOT NULL,
    created_by      uuid,
    version         integer     NOT NULL DEFAULT 0,
    created_at      timestamptz NOT NULL DEFAULT now(),
    updated_at      timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT consents_pkey PRIMARY KEY (organization_id, id),
    CONSTRAINT consents_channel_check CHECK (channel IN ('email', 'sms', 'whatsapp')),
    CONSTRAINT consents_purpose_check CHECK (purpose IN ('marketing')),
    CONSTRAINT consents_status_check CHECK (status IN ('granted', 'withdrawn'))
);
CREATE INDEX idx_consents_address ON consents (organization_id, address_key, channel, purpose, decided_at DESC, id DESC);
CREATE INDEX idx_consents_created_at ON consents (organization_id, created_at DESC, id DESC);
CREATE INDEX idx_consents_created_by ON consents (organization_id, created_by);
SELECT app.protect('consents', 'organization', 'SELECT, INSERT'), app.touch_on_update('consents');

SELECT app.declare_permission('suppressions', 'read', 'See which addresses are not written to', '{owner,admin,manager,member,viewer,monitor}'),
       app.declare_permission('suppressions', 'create', 'Keep addresses from being written to', '{owner,admin,manager,member}'),
       app.declare_permission('suppressions', 'delete', 'Let addresses be written to again', '{owner,admin,manager}'),
       app.declare_permission('consents', 'read', 'See what people have consented to', '{owner,admin,manager,member,viewer,monitor}'),
       app.declare_permission('consents', 'create', 'Record what people have consented to', '{owner,admin,manager,member}');
