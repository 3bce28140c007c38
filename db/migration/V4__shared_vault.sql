-- The keys that organizations' secrets are encrypted under (AES-256-GCM), themselves encrypted under a master key that is not in the
-- database. A sealed value names its data key; the newest one that can be read seals.
CREATE TABLE data_keys (
    organization_id uuid        NOT NULL,
    id              integer     NOT NULL,
    -- Which master key: eight hexadecimal digits that tell nothing of it.
    master_key_id   text        NOT NULL,
    wrapped         bytea       NOT NULL,
    created_at      timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT data_keys_pkey PRIMARY KEY (organization_id, id),
    CONSTRAINT data_keys_id_check CHECK (id > 0)
);
SELECT app.protect('data_keys', 'organization', 'SELECT, INSERT');
-- To wrap them anew.
GRANT UPDATE (master_key_id, wrapped) ON data_keys TO tenantry_admin;
