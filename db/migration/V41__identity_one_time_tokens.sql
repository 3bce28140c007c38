-- What is sent to a mailbox or a telephone to prove that it is somebody's. The column names are those of Supabase's.

CREATE TABLE auth.one_time_tokens (
    id            uuid        NOT NULL,
    user_id       uuid        NOT NULL,
    token_type    text        NOT NULL,
    -- SHA-256 of the token in the link: the token itself is known to its recipient alone.
    token_hash    text        NOT NULL,
    -- The address or the number that it was sent to.
    relates_to    text        NOT NULL,
    -- Of the six digits that are sent along, under a key: there are too few of them for a plain hash.
    code_hash     text        NOT NULL,
    -- How often somebody has guessed the digits.
    attempts      integer     NOT NULL DEFAULT 0,
    -- Where the link yields a code that only who asked for it can exchange.
    flow_state_id uuid,
    expires_at    timestamptz NOT NULL,
    created_at    timestamptz NOT NULL DEFAULT now(),
    updated_at    timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT one_time_tokens_pkey PRIMARY KEY (id),
    CONSTRAINT one_time_tokens_token_type_check CHECK (token_type IN ('confirmation_token', 'reauthentication_token', 'recovery_token',
        'email_change_token_new', 'email_change_token_current', 'phone_change_token')),
    CONSTRAINT one_time_tokens_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth.users (id) ON DELETE CASCADE,
    CONSTRAINT one_time_tokens_flow_state_id_fkey FOREIGN KEY (flow_state_id) REFERENCES auth.flow_state (id) ON DELETE CASCADE
);
-- Several of a type may be good at a time: a stranger who asks for another one does not end the one before.
CREATE INDEX idx_one_time_tokens_user_id ON auth.one_time_tokens (user_id, token_type, created_at);
CREATE INDEX idx_one_time_tokens_token_hash ON auth.one_time_tokens (token_hash);
CREATE INDEX idx_one_time_tokens_relates_to ON auth.one_time_tokens (relates_to);
CREATE INDEX idx_one_time_tokens_flow_state_id ON auth.one_time_tokens (flow_state_id);
CREATE INDEX idx_one_time_tokens_expires_at ON auth.one_time_tokens (expires_at);
SELECT app.touch_on_update('auth.one_time_tokens');

-- When somebody was last sent something, whether there is an account of that address or not: which must not show.
CREATE TABLE auth.send_limits (
    recipient text        NOT NULL,
    sent_at   timestamptz NOT NULL,
    CONSTRAINT send_limits_pkey PRIMARY KEY (recipient)
);
CREATE INDEX idx_send_limits_sent_at ON auth.send_limits (sent_at);

-- How often something was done that is limited, guesses among it. The key is a SHA-256 of what is limited, and by what.
CREATE TABLE auth.rate_limits (
    key       text        NOT NULL,
    used      integer     NOT NULL,
    resets_at timestamptz NOT NULL,
    CONSTRAINT rate_limits_pkey PRIMARY KEY (key)
);
CREATE INDEX idx_rate_limits_resets_at ON auth.rate_limits (resets_at);

DO $$
DECLARE
    relation text;
BEGIN
    FOREACH relation IN ARRAY ARRAY['auth.one_time_tokens', 'auth.send_limits', 'auth.rate_limits'] LOOP
        PERFORM app.protect(relation::regclass, 'platform'), app.open_to(relation::regclass, 'tenantry_auth', 'SELECT, INSERT, UPDATE, DELETE');
    END LOOP;
END
$$;

-- The profile tells the address that the account is known by.
CREATE FUNCTION app.change_profile_email(person uuid, email text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$
BEGIN
    UPDATE profiles SET email = change_profile_email.email WHERE id = person;
END
$$;
GRANT CREATE ON SCHEMA app TO tenantry_provisioner;
ALTER FUNCTION app.change_profile_email(uuid, text) OWNER TO tenantry_provisioner;
REVOKE CREATE ON SCHEMA app FROM tenantry_provisioner;
GRANT EXECUTE ON FUNCTION app.change_profile_email(uuid, text) TO tenantry_auth;
