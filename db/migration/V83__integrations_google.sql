-- A member's account at Google, for an integration of the organization's. What it takes to ask Google in its name is encrypted (data_keys).
CREATE TABLE google_credentials (
    organization_id         uuid        NOT NULL,
    id                      uuid        NOT NULL,
    user_id                 uuid        NOT NULL,
    integration_id          uuid        NOT NULL,
    status                  text        NOT NULL,
    -- The account, as Google names it.
    google_subject          text,
    email                   text,
    scopes                  text[]      NOT NULL DEFAULT '{}',
    -- Sealed.
    refresh_token           text,
    access_token            text,
    access_token_expires_at timestamptz,
    -- Where they go: nowhere else, whatever the integration says later.
    token_destination       text,
    connected_at            timestamptz,
    last_error              text,
    -- Of a consent that is under way: the hash of its state, the verifier of its code (sealed), where Google sends the browser, and where
    -- the code and the tokens it is changed for go, as the tokens that there are.
    state_hash              text,
    code_verifier           text,
    redirect_uri            text,
    state_destination       text,
    state_expires_at        timestamptz,
    version                 integer     NOT NULL DEFAULT 0,
    created_at              timestamptz NOT NULL DEFAULT now(),
    updated_at              timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT google_credentials_pkey PRIMARY KEY (organization_id, id),
    CONSTRAINT google_credentials_integration_id_key UNIQUE (organization_id, user_id, integration_id),
    CONSTRAINT google_credentials_member_fkey FOREIGN KEY (organization_id, user_id)
        REFERENCES organization_members (organization_id, user_id) ON DELETE CASCADE,
    CONSTRAINT google_credentials_integration_id_fkey FOREIGN KEY (organization_id, integration_id)
        REFERENCES integrations (organization_id, id) ON DELETE CASCADE,
    CONSTRAINT google_credentials_status_check CHECK (status IN ('pending', 'connected', 'expired')),
    CONSTRAINT google_credentials_tokens_check CHECK (status = 'pending' OR refresh_token IS NOT NULL AND token_destination IS NOT NULL)
);
CREATE INDEX idx_google_credentials_integration_id ON google_credentials (organization_id, integration_id);
SELECT app.touch_on_update('google_credentials'), app.protect('google_credentials', 'member');

SELECT app.declare_permission('google-credentials', 'read', 'See one''s own accounts at Google', '{owner,admin,manager,member}'),
       app.declare_permission('google-credentials', 'create', 'Connect one''s own account at Google', '{owner,admin,manager,member}'),
       app.declare_permission('google-credentials', 'delete', 'Disconnect one''s own account at Google', '{owner,admin,manager,member}');
