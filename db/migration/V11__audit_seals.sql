-- What makes the audit log evident to strangers: each entry is sealed once, in a hash chain and a Merkle tree (RFC 9162) of its organization's, whose
-- heads are signed. See src/docs/decisions/0041-seals.md.

-- Ids and times are given before a commit: what has been committed up to a moment is told by this alone.
ALTER TABLE audit_logs ADD COLUMN transaction_id xid8 NOT NULL DEFAULT pg_current_xact_id();
CREATE INDEX idx_audit_logs_transaction ON audit_logs (transaction_id);
GRANT SELECT (transaction_id) ON audit_logs TO tenantry_worker;

-- Up to which transaction (exclusive) entries have been told to be sealed.
CREATE TABLE audit_log_sealing (
    log           text NOT NULL,
    sealed_before xid8 NOT NULL DEFAULT '0',
    CONSTRAINT audit_log_sealing_pkey PRIMARY KEY (log)
);
INSERT INTO audit_log_sealing VALUES ('audit_logs');
SELECT app.protect('audit_log_sealing', 'platform'), app.open_to('audit_log_sealing', 'tenantry_worker', 'SELECT, UPDATE');

-- Entries that are to be sealed.
CREATE TABLE audit_log_unsealed (
    organization_id uuid        NOT NULL,
    entry_id        bigint      NOT NULL,
    created_at      timestamptz NOT NULL,
    CONSTRAINT audit_log_unsealed_pkey PRIMARY KEY (organization_id, entry_id)
) WITH (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 500, vacuum_truncate = false);
SELECT app.protect('audit_log_unsealed', 'organization', 'SELECT, DELETE'), app.open_to('audit_log_unsealed', 'tenantry_worker', 'SELECT, INSERT');

-- No foreign key: a seal outlives its entry.
CREATE TABLE audit_log_seals (
    organization_id  uuid        NOT NULL,
    -- The leaf's index in the tree: from 0, without gaps.
    position         bigint      NOT NULL,
    entry_id         bigint      NOT NULL,
    entry_created_at timestamptz NOT NULL,
    entry_expires_at timestamptz,
    body_hash        bytea       NOT NULL,
    leaf_hash        bytea       NOT NULL,
    -- Of the chain; 32 zeros before the first.
    previous_hash    bytea       NOT NULL,
    chain_hash       bytea       NOT NULL,
    -- Of the subtrees that this leaf completes, the smallest first.
    subtree_hashes   bytea       NOT NULL,
    -- With what the entry's details, and its values, were hashed. Once one is gone they are no longer to be guessed.
    salt             bytea,
    value_salt       bytea,
    -- Of values that were erased.
    digests          jsonb,
    CONSTRAINT audit_log_seals_pkey PRIMARY KEY (organization_id, position),
    CONSTRAINT audit_log_seals_entry_id_key UNIQUE (organization_id, entry_id),
    CONSTRAINT audit_log_seals_position_check CHECK (position >= 0)
);
CREATE INDEX idx_audit_log_seals_expiry ON audit_log_seals (entry_expires_at) WHERE salt IS NOT NULL;
SELECT app.protect('audit_log_seals', 'organization', 'SELECT, INSERT'),
       app.open_to('audit_log_seals', 'tenantry_provisioner', 'SELECT, UPDATE (value_salt, digests)'),
       app.open_to('audit_log_seals', 'tenantry_worker', 'SELECT (organization_id, position, entry_id, entry_expires_at, salt), UPDATE (salt, value_salt, digests)');

-- What the log was at a size, signed.
CREATE TABLE audit_log_heads (
    organization_id uuid        NOT NULL,
    size            bigint      NOT NULL,
    -- A JWS: organization, size, root, end of the chain and time.
    statement       text        NOT NULL,
    CONSTRAINT audit_log_heads_pkey PRIMARY KEY (organization_id, size),
    CONSTRAINT audit_log_heads_size_check CHECK (size > 0)
);
SELECT app.protect('audit_log_heads', 'organization', 'SELECT, INSERT');

-- By which heads are signed (ES256). None is ever deleted: what was signed by it stays to be verified.
CREATE TABLE audit_signing_keys (
    -- The thumbprint of RFC 7638.
    id          text        NOT NULL,
    public_key  bytea       NOT NULL,
    -- Encrypted under a key of the installation's.
    private_key bytea       NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT now(),
    retired_at  timestamptz,
    CONSTRAINT audit_signing_keys_pkey PRIMARY KEY (id)
);
SELECT app.protect('audit_signing_keys', 'platform'), app.open_to('audit_signing_keys', 'tenantry_worker', 'SELECT, INSERT');
CREATE POLICY admin_access ON audit_signing_keys FOR ALL TO tenantry_admin USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE (retired_at) ON audit_signing_keys TO tenantry_admin;
