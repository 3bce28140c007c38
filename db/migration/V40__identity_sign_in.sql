-- Second factors, the exchange of codes, and what a caller may do when all of it is taken together.

CREATE TABLE auth.mfa_factors (
    id                     uuid        NOT NULL,
    user_id                uuid        NOT NULL,
    friendly_name          text,
    factor_type            text        NOT NULL,
    status                 text        NOT NULL DEFAULT 'unverified',
    -- The shared secret of a generator of codes, encrypted under a key derived from the master secret.
    secret                 text,
    phone                  text,
    web_authn_credential   jsonb,
    web_authn_aaguid       uuid,
    -- The period of the last code that was accepted: a code is good once.
    last_used_step         bigint      NOT NULL DEFAULT 0,
    last_challenged_at     timestamptz,
    -- Since when it proves something; null: as long as it is there, or never.
    verified_at            timestamptz,
    created_at             timestamptz NOT NULL DEFAULT now(),
    updated_at             timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT mfa_factors_pkey PRIMARY KEY (id),
    CONSTRAINT mfa_factors_factor_type_check CHECK (factor_type IN ('totp', 'webauthn', 'phone')),
    CONSTRAINT mfa_factors_status_check CHECK (status IN ('unverified', 'verified')),
    CONSTRAINT mfa_factors_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth.users (id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX mfa_factors_user_friendly_name_unique ON auth.mfa_factors (user_id, friendly_name) WHERE trim(friendly_name) <> '';
CREATE INDEX idx_mfa_factors_user_id ON auth.mfa_factors (user_id, created_at);
SELECT app.touch_on_update('auth.mfa_factors');
ALTER TABLE auth.sessions ADD CONSTRAINT sessions_factor_id_fkey FOREIGN KEY (factor_id) REFERENCES auth.mfa_factors (id) ON DELETE SET NULL;
CREATE INDEX idx_sessions_factor_id ON auth.sessions (factor_id);

-- A sign-in that ends in a code, which only who began it can exchange for a session (RFC 7636).
CREATE TABLE auth.flow_state (
    id                    uuid        NOT NULL,
    user_id               uuid,
    -- SHA-256 of the code: the code itself is known to its holder alone.
    auth_code             text,
    code_challenge_method text        NOT NULL,
    code_challenge        text        NOT NULL,
    authentication_method text        NOT NULL,
    auth_code_issued_at   timestamptz,
    -- What the identity provider handed over, encrypted, until the code is exchanged.
    provider_access_token  text,
    provider_refresh_token text,
    -- The organization's identity provider that vouched for the person.
    sso_provider_id       uuid,
    created_at            timestamptz NOT NULL DEFAULT now(),
    updated_at            timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT flow_state_pkey PRIMARY KEY (id),
    CONSTRAINT flow_state_auth_code_key UNIQUE (auth_code),
    CONSTRAINT flow_state_code_challenge_method_check CHECK (code_challenge_method IN ('s256', 'plain')),
    CONSTRAINT flow_state_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth.users (id) ON DELETE CASCADE
);
CREATE INDEX idx_flow_state_user_id ON auth.flow_state (user_id);
CREATE INDEX idx_flow_state_created_at ON auth.flow_state (created_at);
SELECT app.touch_on_update('auth.flow_state');

DO $$
DECLARE
    relation text;
BEGIN
    FOREACH relation IN ARRAY ARRAY['auth.mfa_factors', 'auth.flow_state'] LOOP
        PERFORM app.protect(relation::regclass, 'platform'), app.open_to(relation::regclass, 'tenantry_auth', 'SELECT, INSERT, UPDATE, DELETE');
    END LOOP;
END
$$;
SELECT app.open_to('auth.mfa_factors', 'tenantry_provisioner', 'SELECT');

-- Whether something that looked like an attack (in an organization, or any) has a person prove who it is, and this session does not: by a second factor that
-- was there before it, or, where there was none, by signing in since by what was mailed, or at an identity provider. Whoever got in by a password has neither.
CREATE FUNCTION app.is_proof_due(person uuid, session uuid, level text, organization uuid) RETURNS boolean
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$
#variable_conflict use_column
BEGIN
    RETURN EXISTS (
        SELECT FROM security_events e
        LEFT JOIN auth.sessions suspect ON suspect.id = e.session_id
        CROSS JOIN LATERAL (SELECT EXISTS (
            SELECT FROM auth.mfa_factors f
            WHERE f.user_id = person AND f.status = 'verified'
              AND coalesce(f.verified_at, f.created_at) < least(e.created_at, suspect.created_at)) AS is_there) AS earlier_factor
        WHERE e.user_id = person AND e.api_key_id IS NULL AND (organization IS NULL OR e.organization_id = organization)
          AND e.mitigated_until > now() AND 'step_up' = ANY (string_to_array(e.mitigation_applied, ','))
          AND NOT CASE WHEN earlier_factor.is_there THEN level <> 'aal1'
                       ELSE EXISTS (SELECT FROM auth.sessions s, jsonb_array_elements(s.amr) AS by
                                    WHERE s.id = session AND s.created_at > e.created_at
                                      AND by ->> 'method' IN ('otp', 'magiclink', 'recovery', 'invite', 'sso/saml')) END);
END
$$;

-- Until when, as far as is known, something that looked like an attack has the person prove who it is (in an organization, or any), or suspends the key of
-- theirs; null where nothing does.
CREATE FUNCTION app.kept_out_until(organization uuid, person uuid, key uuid) RETURNS timestamptz
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$
BEGIN
    RETURN (SELECT max(e.mitigated_until) FROM security_events e
            WHERE e.user_id = person AND e.mitigated_until > now() AND (organization IS NULL OR e.organization_id = organization)
              AND CASE WHEN e.api_key_id IS NULL THEN 'step_up' = ANY (string_to_array(e.mitigation_applied, ','))
                       ELSE e.api_key_id = key AND 'key_suspended' = ANY (string_to_array(e.mitigation_applied, ',')) END);
END
$$;

-- What the caller of this context may do; no row where the membership, the account or the session has ended.
-- refusal: what the organization, or its policy, has against this session; null where nothing.
-- sso_provider: the organization's identity provider that the session was begun by.
-- impersonator_id: the super admin who acts as the person in it, who is none of the platform's administrators there.
-- A token from before the session's second factor proves no more than it did then.
CREATE FUNCTION app.caller_access(organization uuid, session uuid, token_aal text)
    RETURNS TABLE (role text, permissions text[], is_super_admin boolean, valid_until timestamptz, aal text, has_second_factor boolean, refusal text,
                  impersonator_id uuid, sso_provider uuid)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$
#variable_conflict use_column
BEGIN
    PERFORM app.require_tenant(organization);
    RETURN QUERY
    SELECT m.role,
           ARRAY(SELECT granted.name FROM app.granted_permissions(m.organization_id, m.user_id) AS granted),
           u.is_super_admin AND s.impersonator_id IS NULL,
           least(s.not_after, s.created_at + policy.session_length_seconds * interval '1 second'),
           least(s.aal, token_aal),
           EXISTS (SELECT FROM auth.mfa_factors f WHERE f.user_id = m.user_id AND f.status = 'verified'),
           CASE
               WHEN o.deleted_at IS NOT NULL THEN 'organization-deleted'
               WHEN o.suspended_at IS NOT NULL
                   THEN 'organization-suspended'
               WHEN NOT app.address_allowed(policy.allowed_email_domains, u.email, u.email_confirmed_at)
                   THEN 'email-domain-not-allowed'
               WHEN policy.sso_required AND (by_provider.id = policy.sso_provider_id) IS NOT TRUE
                   THEN 'sso-required'
               WHEN least(s.aal, token_aal) = 'aal1' AND (policy.mfa_required OR m.role = ANY (policy.mfa_required_roles))
                   THEN 'mfa-required'
               WHEN s.impersonator_id IS NULL AND app.is_proof_due(m.user_id, s.id, least(s.aal, token_aal), m.organization_id)
                   THEN 'proof-required'
           END,
           s.impersonator_id,
           by_provider.id
    FROM organization_members m
    JOIN organizations o ON o.id = m.organization_id
    JOIN auth.users u ON u.id = m.user_id AND app.account_active(u.is_active, u.deleted_at, u.banned_until)
    JOIN auth.sessions s ON s.id = session AND s.user_id = m.user_id AND s.not_after > now()
    LEFT JOIN sign_in_policies policy ON policy.organization_id = m.organization_id
    LEFT JOIN LATERAL (SELECT (by ->> 'provider')::uuid AS id FROM jsonb_array_elements(s.amr) AS by WHERE by ->> 'method' = 'sso/saml' LIMIT 1)
        by_provider ON true
    WHERE m.organization_id = organization AND m.user_id = auth.uid();
END
$$;
GRANT CREATE ON SCHEMA app TO tenantry_provisioner;
ALTER FUNCTION app.is_proof_due(uuid, uuid, text, uuid) OWNER TO tenantry_provisioner;
ALTER FUNCTION app.kept_out_until(uuid, uuid, uuid) OWNER TO tenantry_provisioner;
ALTER FUNCTION app.caller_access(uuid, uuid, text) OWNER TO tenantry_provisioner;
REVOKE CREATE ON SCHEMA app FROM tenantry_provisioner;
GRANT EXECUTE ON FUNCTION app.is_proof_due(uuid, uuid, text, uuid), app.kept_out_until(uuid, uuid, uuid) TO tenantry_auth;
GRANT EXECUTE ON FUNCTION app.caller_access(uuid, uuid, text) TO tenantry_app;

CREATE TRIGGER access_inserted AFTER INSERT ON auth.mfa_factors REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION app.access_changed('user', 'user_id');
CREATE TRIGGER access_updated AFTER UPDATE ON auth.mfa_factors REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION app.access_changed('user', 'user_id');
CREATE TRIGGER access_deleted AFTER DELETE ON auth.mfa_factors REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION app.access_changed('user', 'user_id');
