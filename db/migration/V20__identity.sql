-- The column names are those of Supabase's auth schema, which clients and exports expect.

CREATE TABLE auth.users (
    id                         uuid        NOT NULL,
    aud                        text        NOT NULL DEFAULT 'authenticated',
    role                       text        NOT NULL DEFAULT 'authenticated',
    email                      text,
    phone                      text,
    encrypted_password         text,
    -- Whether somebody else claimed another password before any address was proven: none survives the proof.
    is_password_contested      boolean     NOT NULL DEFAULT false,
    email_confirmed_at         timestamptz,
    phone_confirmed_at         timestamptz,
    confirmed_at               timestamptz GENERATED ALWAYS AS (least(email_confirmed_at, phone_confirmed_at)) STORED,
    -- Whether an address was proven before the present ones, which an administrator gave the account.
    was_proven                 boolean     NOT NULL DEFAULT false,
    invited_at                 timestamptz,
    confirmation_sent_at       timestamptz,
    recovery_sent_at           timestamptz,
    reauthentication_sent_at   timestamptz,
    -- The addresses that are to replace the present ones, once whoever has them says so.
    email_change               text,
    email_change_sent_at       timestamptz,
    -- Which of the two mailboxes have agreed: 1 the new one, 2 the present one.
    email_change_confirm_status smallint   NOT NULL DEFAULT 0,
    phone_change               text,
    phone_change_sent_at       timestamptz,
    last_sign_in_at            timestamptz,
    raw_app_meta_data          jsonb       NOT NULL DEFAULT '{}',
    raw_user_meta_data         jsonb       NOT NULL DEFAULT '{}',
    is_super_admin             boolean     NOT NULL DEFAULT false,
    is_anonymous               boolean     NOT NULL DEFAULT false,
    -- Known by an identity provider of an organization: its address is that provider's to give.
    is_sso_user                boolean     NOT NULL DEFAULT false,
    banned_until               timestamptz,
    is_active                  boolean     NOT NULL DEFAULT true,
    -- Why a super admin has suspended the account.
    suspension_reason          text,
    created_at                 timestamptz NOT NULL DEFAULT now(),
    updated_at                 timestamptz NOT NULL DEFAULT now(),
    deleted_at                 timestamptz,
    CONSTRAINT users_pkey PRIMARY KEY (id),
    CONSTRAINT users_email_lowercase CHECK (email = lower(email)),
    CONSTRAINT users_email_change_confirm_status_check CHECK (email_change_confirm_status BETWEEN 0 AND 2)
);
CREATE UNIQUE INDEX idx_users_email ON auth.users (email) WHERE deleted_at IS NULL AND NOT is_sso_user;
CREATE INDEX idx_users_sso_email ON auth.users (email) WHERE is_sso_user;
CREATE UNIQUE INDEX idx_users_phone ON auth.users (phone) WHERE deleted_at IS NULL;
CREATE INDEX idx_users_created_at ON auth.users (created_at);
CREATE INDEX idx_users_updated_at ON auth.users (updated_at);
CREATE INDEX idx_users_is_active ON auth.users (is_active);
SELECT app.touch_on_update('auth.users');

CREATE TABLE auth.identities (
    id              uuid        NOT NULL,
    user_id         uuid        NOT NULL,
    provider        text        NOT NULL,
    provider_id     text        NOT NULL,
    identity_data   jsonb       NOT NULL,
    email           text        GENERATED ALWAYS AS (lower(identity_data ->> 'email')) STORED,
    last_sign_in_at timestamptz,
    created_at      timestamptz NOT NULL DEFAULT now(),
    updated_at      timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT identities_pkey PRIMARY KEY (id),
    CONSTRAINT identities_provider_id_provider_key UNIQUE (provider_id, provider),
    CONSTRAINT identities_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth.users (id) ON DELETE CASCADE
);
CREATE INDEX idx_identities_user_id ON auth.identities (user_id);
SELECT app.touch_on_update('auth.identities');

CREATE TABLE auth.sessions (
    id              uuid        NOT NULL,
    user_id         uuid        NOT NULL,
    -- The organization that this session's tokens are for.
    organization_id uuid        NOT NULL,
    aal             text        NOT NULL DEFAULT 'aal1',
    -- The second factor that raised it.
    factor_id       uuid,
    -- How the person signed in, as the claim of the same name tells it.
    amr             jsonb       NOT NULL DEFAULT '[]',
    ip              inet,
    user_agent      text,
    -- The super admin who acts as the person in it, and why. Such a session has no refresh token.
    impersonator_id uuid,
    impersonation_reason text,
    -- Which refresh token is the current one: tokens carry the counter they were made with.
    refresh_counter bigint      NOT NULL DEFAULT 0,
    refreshed_at    timestamptz NOT NULL DEFAULT now(),
    not_after       timestamptz NOT NULL,
    created_at      timestamptz NOT NULL DEFAULT now(),
    updated_at      timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT sessions_pkey PRIMARY KEY (id),
    CONSTRAINT sessions_aal_check CHECK (aal IN ('aal1', 'aal2', 'aal3')),
    CONSTRAINT sessions_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth.users (id) ON DELETE CASCADE,
    CONSTRAINT sessions_impersonator_id_fkey FOREIGN KEY (impersonator_id) REFERENCES auth.users (id) ON DELETE CASCADE
);
CREATE INDEX idx_sessions_user_id ON auth.sessions (user_id, created_at);
CREATE INDEX idx_sessions_impersonator_id ON auth.sessions (impersonator_id);
SELECT app.touch_on_update('auth.sessions');

CREATE TABLE auth.refresh_tokens (
    id         bigint      GENERATED BY DEFAULT AS IDENTITY,
    session_id uuid        NOT NULL,
    user_id    uuid        NOT NULL,
    -- SHA-256 of the token: the token itself is known to its holder alone.
    token      text        NOT NULL,
    parent     text,
    revoked    boolean     NOT NULL DEFAULT false,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT refresh_tokens_pkey PRIMARY KEY (id),
    CONSTRAINT refresh_tokens_token_key UNIQUE (token),
    CONSTRAINT refresh_tokens_session_id_fkey FOREIGN KEY (session_id) REFERENCES auth.sessions (id) ON DELETE CASCADE,
    CONSTRAINT refresh_tokens_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth.users (id) ON DELETE CASCADE
);
CREATE INDEX idx_refresh_tokens_session_id ON auth.refresh_tokens (session_id);
CREATE INDEX idx_refresh_tokens_user_id ON auth.refresh_tokens (user_id);
SELECT app.touch_on_update('auth.refresh_tokens');

CREATE TABLE auth.signing_keys (
    id          uuid        NOT NULL,
    public_key  bytea       NOT NULL,
    -- AES-256-GCM under a key derived from the master secret.
    private_key bytea       NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT now(),
    retired_at  timestamptz,
    CONSTRAINT signing_keys_pkey PRIMARY KEY (id)
);

-- Guessing, by address and not by account: whether there is an account must not show.
CREATE TABLE auth.sign_in_throttles (
    email        text        NOT NULL,
    -- Wrong passwords since the last right one, and guesses that are being evaluated now.
    failures     integer     NOT NULL DEFAULT 0,
    pending      integer     NOT NULL DEFAULT 0,
    locked_until timestamptz,
    attempted_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT sign_in_throttles_pkey PRIMARY KEY (email),
    CONSTRAINT sign_in_throttles_pending_check CHECK (pending >= 0)
);
CREATE INDEX idx_sign_in_throttles_attempted_at ON auth.sign_in_throttles (attempted_at);

CREATE TABLE login_attempts (
    id                 bigint      GENERATED BY DEFAULT AS IDENTITY,
    user_id            uuid,
    email              text        NOT NULL,
    success            boolean     NOT NULL,
    failure_reason     text,
    ip_address         inet,
    user_agent         text,
    device_fingerprint text,
    location           jsonb,
    created_at         timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT login_attempts_pkey PRIMARY KEY (id),
    CONSTRAINT login_attempts_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth.users (id) ON DELETE SET NULL
);
CREATE INDEX idx_login_attempts_user_id ON login_attempts (user_id, created_at);
CREATE INDEX idx_login_attempts_email ON login_attempts (email, created_at);
CREATE INDEX idx_login_attempts_ip_address ON login_attempts (ip_address, created_at) WHERE NOT success;
-- A member sees the attempts on the own account; the service of sign-in sees and writes all.
SELECT app.protect('login_attempts', 'person', 'SELECT');
SELECT app.open_to('login_attempts', 'tenantry_auth', 'SELECT, INSERT');

-- The identity tables belong to the service of sign-in alone; a member reaches them through functions.
DO $$
DECLARE
    relation text;
BEGIN
    FOREACH relation IN ARRAY ARRAY['auth.users', 'auth.identities', 'auth.sessions', 'auth.refresh_tokens', 'auth.signing_keys', 'auth.sign_in_throttles'] LOOP
        PERFORM app.protect(relation::regclass, 'platform'), app.open_to(relation::regclass, 'tenantry_auth', 'SELECT, INSERT, UPDATE, DELETE');
    END LOOP;
END
$$;
-- Administrators see accounts, and nothing that anybody could sign in with.
CREATE POLICY admin_access ON auth.users FOR ALL TO tenantry_admin USING (true) WITH CHECK (true);
GRANT SELECT (id, email, is_super_admin, is_active, is_anonymous, banned_until, suspension_reason, deleted_at, last_sign_in_at, created_at, updated_at)
    ON auth.users TO tenantry_admin;
SELECT app.open_to('auth.users', 'tenantry_provisioner', 'SELECT');
SELECT app.open_to('auth.sessions', 'tenantry_provisioner', 'SELECT, UPDATE, DELETE');

-- Every instance caches what a caller may do, and listens here for what takes it away (or adds to it).
-- A notification names the organization, the user or the session whose cached access is no longer good. What changes tenants' rows
-- sends it by itself (the application through AccessInvalidation, functions in their bodies); triggers do for the tables of sign-in, which are
-- the platform's and stay in one place.

CREATE FUNCTION app.access_changed() RETURNS trigger
    LANGUAGE plpgsql AS
$$
BEGIN
    -- Arguments: what is named, and the column that names it.
    EXECUTE format('SELECT pg_notify(''access_changed'', %L || affected.id) FROM (SELECT DISTINCT %I::text AS id FROM changed) AS affected',
                   TG_ARGV[0] || ':', TG_ARGV[1]);
    RETURN NULL;
END
$$;

CREATE FUNCTION app.person_access_changed() RETURNS trigger
    LANGUAGE plpgsql AS
$$
BEGIN
    PERFORM pg_notify('access_changed', TG_ARGV[0] || ':' || OLD.id);
    RETURN NULL;
END
$$;

-- A refresh prolongs the session and is no news.
CREATE TRIGGER access_updated AFTER UPDATE ON auth.sessions
    FOR EACH ROW WHEN (NEW.not_after < OLD.not_after OR NEW.user_id <> OLD.user_id OR NEW.aal <> OLD.aal)
    EXECUTE FUNCTION app.person_access_changed('session');
CREATE TRIGGER access_deleted AFTER DELETE ON auth.sessions
    FOR EACH ROW EXECUTE FUNCTION app.person_access_changed('session');

CREATE TRIGGER access_updated AFTER UPDATE ON auth.users
    FOR EACH ROW WHEN (NEW.is_active <> OLD.is_active OR NEW.is_super_admin <> OLD.is_super_admin OR NEW.deleted_at IS DISTINCT FROM OLD.deleted_at
        OR NEW.banned_until IS DISTINCT FROM OLD.banned_until OR NEW.email IS DISTINCT FROM OLD.email)
    EXECUTE FUNCTION app.person_access_changed('user');
CREATE TRIGGER access_deleted AFTER DELETE ON auth.users
    FOR EACH ROW EXECUTE FUNCTION app.person_access_changed('user');
