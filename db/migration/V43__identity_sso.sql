-- Signing in through other identity providers. The column names are those of Supabase's auth schema, where it has them.

-- A visit to a provider (OAuth 2.0) that has not come back yet.
CREATE TABLE auth.oauth_client_states (
    id              uuid        NOT NULL,
    provider_type   text        NOT NULL,
    -- SHA-256 of the state: the state itself travels with the browser, and what belongs to it is derived from it.
    state           text        NOT NULL,
    -- SHA-256 of what the browser keeps in a cookie; null where only the holder of the code verifier can go on.
    browser         text,
    redirect_to     text        NOT NULL,
    flow_state_id   uuid,
    -- Whose account the identity is to be added to.
    linking_user_id uuid,
    -- In which session that was asked for.
    linking_session_id uuid,
    -- What the provider told, where it waits for the code to be redeemed.
    linked_identity jsonb,
    created_at      timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT oauth_client_states_pkey PRIMARY KEY (id),
    CONSTRAINT oauth_client_states_state_key UNIQUE (state),
    CONSTRAINT oauth_client_states_flow_state_id_fkey FOREIGN KEY (flow_state_id) REFERENCES auth.flow_state (id) ON DELETE CASCADE,
    CONSTRAINT oauth_client_states_linking_user_id_fkey FOREIGN KEY (linking_user_id) REFERENCES auth.users (id) ON DELETE CASCADE,
    CONSTRAINT oauth_client_states_linking_session_id_fkey FOREIGN KEY (linking_session_id) REFERENCES auth.sessions (id) ON DELETE CASCADE,
    CONSTRAINT oauth_client_states_linking_check CHECK ((linking_user_id IS NULL) = (linking_session_id IS NULL))
);
CREATE INDEX idx_oauth_client_states_created_at ON auth.oauth_client_states (created_at);
CREATE INDEX idx_oauth_client_states_flow_state_id ON auth.oauth_client_states (flow_state_id);
CREATE INDEX idx_oauth_client_states_linking_user_id ON auth.oauth_client_states (linking_user_id);
CREATE INDEX idx_oauth_client_states_linking_session_id ON auth.oauth_client_states (linking_session_id);

CREATE TABLE auth.sso_providers (
    id          uuid        NOT NULL,
    resource_id text,
    disabled    boolean     NOT NULL DEFAULT false,
    created_at  timestamptz NOT NULL DEFAULT now(),
    updated_at  timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT sso_providers_pkey PRIMARY KEY (id),
    CONSTRAINT sso_providers_resource_id_check CHECK (resource_id IS NULL OR char_length(resource_id) > 0)
);
CREATE UNIQUE INDEX idx_sso_providers_resource_id ON auth.sso_providers (lower(resource_id));
SELECT app.touch_on_update('auth.sso_providers');

CREATE TABLE auth.sso_domains (
    id              uuid        NOT NULL,
    sso_provider_id uuid        NOT NULL,
    domain          text        NOT NULL,
    created_at      timestamptz NOT NULL DEFAULT now(),
    updated_at      timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT sso_domains_pkey PRIMARY KEY (id),
    CONSTRAINT sso_domains_domain_key UNIQUE (domain),
    CONSTRAINT sso_domains_domain_lowercase CHECK (domain = lower(domain)),
    CONSTRAINT sso_domains_sso_provider_id_fkey FOREIGN KEY (sso_provider_id) REFERENCES auth.sso_providers (id) ON DELETE CASCADE
);
CREATE INDEX idx_sso_domains_sso_provider_id ON auth.sso_domains (sso_provider_id);
SELECT app.touch_on_update('auth.sso_domains');

CREATE TABLE auth.saml_providers (
    id                uuid        NOT NULL,
    sso_provider_id   uuid        NOT NULL,
    entity_id         text        NOT NULL,
    metadata_xml      text        NOT NULL,
    metadata_url      text,
    attribute_mapping jsonb       NOT NULL DEFAULT '{}',
    name_id_format    text,
    created_at        timestamptz NOT NULL DEFAULT now(),
    updated_at        timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT saml_providers_pkey PRIMARY KEY (id),
    CONSTRAINT saml_providers_entity_id_key UNIQUE (entity_id),
    CONSTRAINT saml_providers_sso_provider_id_fkey FOREIGN KEY (sso_provider_id) REFERENCES auth.sso_providers (id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX idx_saml_providers_sso_provider_id ON auth.saml_providers (sso_provider_id);
SELECT app.touch_on_update('auth.saml_providers');

-- The organizations that demand the provider, of whose members everybody is told to ask again what they may do.
CREATE FUNCTION app.provider_changed(provider uuid) RETURNS SETOF uuid
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$
DECLARE
    demanding uuid;
BEGIN
    FOR demanding IN SELECT p.organization_id FROM sign_in_policies p WHERE p.sso_provider_id = provider LOOP
        PERFORM pg_notify('access_changed', 'organization:' || demanding);
        RETURN NEXT demanding;
    END LOOP;
END
$$;
GRANT CREATE ON SCHEMA app TO tenantry_provisioner;
ALTER FUNCTION app.provider_changed(uuid) OWNER TO tenantry_provisioner;
REVOKE CREATE ON SCHEMA app FROM tenantry_provisioner;
GRANT EXECUTE ON FUNCTION app.provider_changed(uuid) TO tenantry_auth;

-- A refused sign-in through a provider, in the log of those who can do something about it: super admins, each in that of the own first
-- organization. Not of organizations that demand the provider, since any can, and would read who tries to sign in elsewhere.
CREATE FUNCTION app.record_refused_sign_in(provider text, new_values jsonb, advice text, request jsonb) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$
BEGIN
    WITH reader AS (
        SELECT DISTINCT (SELECT m.organization_id FROM app.memberships(u.id) AS m LIMIT 1) AS organization_id FROM auth.users u
        WHERE u.is_super_admin AND u.is_active AND u.deleted_at IS NULL
    )
    INSERT INTO audit_logs (organization_id, action_type, action_category, severity_level, action_description, resource_type, resource_id,
                            new_values, request_id, correlation_id, request_method, request_path, ip_address, geo_location, user_agent, success, error_message,
                            retention_period_days)
    SELECT r.organization_id, 'sign-in.refused', 'security', 'warning', 'sign-in refused', 'sign-in', provider,
           new_values, request ->> 'id', request ->> 'correlation_id', request ->> 'method', request ->> 'path', (request ->> 'address')::inet,
           request -> 'location', request ->> 'user_agent',
           false, advice, app.retention_days(r.organization_id, 'security', 'sign-in.refused', false)
    FROM reader r WHERE r.organization_id IS NOT NULL;
END
$$;
GRANT CREATE ON SCHEMA app TO tenantry_provisioner;
ALTER FUNCTION app.record_refused_sign_in(text, jsonb, text, jsonb) OWNER TO tenantry_provisioner;
REVOKE CREATE ON SCHEMA app FROM tenantry_provisioner;
GRANT EXECUTE ON FUNCTION app.record_refused_sign_in(text, jsonb, text, jsonb) TO tenantry_auth;

-- A request to a provider (SAML 2.0) that has not been answered yet.
CREATE TABLE auth.saml_relay_states (
    id              uuid        NOT NULL,
    sso_provider_id uuid        NOT NULL,
    request_id      text        NOT NULL,
    redirect_to     text        NOT NULL,
    flow_state_id   uuid,
    created_at      timestamptz NOT NULL DEFAULT now(),
    updated_at      timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT saml_relay_states_pkey PRIMARY KEY (id),
    CONSTRAINT saml_relay_states_sso_provider_id_fkey FOREIGN KEY (sso_provider_id) REFERENCES auth.sso_providers (id) ON DELETE CASCADE,
    CONSTRAINT saml_relay_states_flow_state_id_fkey FOREIGN KEY (flow_state_id) REFERENCES auth.flow_state (id) ON DELETE CASCADE
);
CREATE INDEX idx_saml_relay_states_sso_provider_id ON auth.saml_relay_states (sso_provider_id);
CREATE INDEX idx_saml_relay_states_flow_state_id ON auth.saml_relay_states (flow_state_id);
CREATE INDEX idx_saml_relay_states_created_at ON auth.saml_relay_states (created_at);
SELECT app.touch_on_update('auth.saml_relay_states');

DO $$
DECLARE
    relation text;
BEGIN
    FOREACH relation IN ARRAY ARRAY['auth.oauth_client_states', 'auth.sso_providers', 'auth.sso_domains', 'auth.saml_providers', 'auth.saml_relay_states'] LOOP
        PERFORM app.protect(relation::regclass, 'platform'), app.open_to(relation::regclass, 'tenantry_auth', 'SELECT, INSERT, UPDATE, DELETE');
    END LOOP;
END
$$;
SELECT app.open_to('auth.identities', 'tenantry_provisioner', 'SELECT');
SELECT app.open_to('auth.sso_providers', 'tenantry_provisioner', 'SELECT');

-- What a person is known as to an identity provider, while that one is in use.
CREATE FUNCTION app.identities_at(sso_provider uuid, person uuid) RETURNS TABLE (id uuid)
    LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT i.id
    FROM auth.identities i
    JOIN auth.sso_providers p ON p.id = identities_at.sso_provider AND NOT p.disabled
    WHERE i.user_id = identities_at.person AND i.provider = 'sso:' || p.id;
END;
GRANT EXECUTE ON FUNCTION app.identities_at(uuid, uuid) TO tenantry_provisioner;

-- Whether there is such an identity provider, for whoever is signed in and wants to demand it.
CREATE FUNCTION app.is_sso_provider(provider uuid) RETURNS boolean
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$
BEGIN
    RETURN EXISTS (SELECT FROM auth.sso_providers p WHERE p.id = is_sso_provider.provider AND auth.uid() IS NOT NULL);
END
$$;

-- The owners of an organization, and what keeps each from acting for it; null: nothing. The account is looked at first, and then what its
-- sign-in policy finds wanting in people who are not there to prove anything, as in those whose keys are used.
CREATE FUNCTION app.owners_of(organization uuid) RETURNS TABLE (user_id uuid, refusal text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$
BEGIN
    RETURN QUERY
    SELECT m.user_id,
           -- What lasts longer than a suspension comes before it.
           CASE WHEN NOT app.address_allowed(policy.allowed_email_domains, u.email, u.email_confirmed_at) THEN 'email-domain-not-allowed'
                WHEN policy.sso_required AND NOT EXISTS (SELECT FROM app.identities_at(policy.sso_provider_id, m.user_id)) THEN 'sso-required'
                WHEN (policy.mfa_required OR m.role = ANY (policy.mfa_required_roles))
                        AND NOT EXISTS (SELECT FROM auth.mfa_factors f WHERE f.user_id = m.user_id AND f.status = 'verified') THEN 'mfa-required'
                WHEN NOT app.account_active(u.is_active, u.deleted_at, u.banned_until) THEN 'account-inactive' END
    FROM organization_members m
    JOIN auth.users u ON u.id = m.user_id
    LEFT JOIN sign_in_policies policy ON policy.organization_id = m.organization_id
    WHERE m.organization_id = owners_of.organization AND m.role = 'owner';
END
$$;

-- Whether an organization has an owner who can act for it; without: somebody who is about to be none.
CREATE FUNCTION app.has_acting_owner(organization uuid, without uuid) RETURNS boolean
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$
BEGIN
    RETURN EXISTS (SELECT FROM app.owners_of(organization) AS o WHERE o.refusal IS NULL AND o.user_id IS DISTINCT FROM without);
END
$$;

-- The owners of the current organization.
CREATE FUNCTION app.owners(organization uuid) RETURNS TABLE (user_id uuid, refusal text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$
BEGIN
    PERFORM app.require_tenant(organization);
    RETURN QUERY SELECT o.user_id, o.refusal FROM app.owners_of(organization) AS o;
END
$$;
GRANT CREATE ON SCHEMA app TO tenantry_provisioner;
ALTER FUNCTION app.is_sso_provider(uuid) OWNER TO tenantry_provisioner;
ALTER FUNCTION app.owners_of(uuid) OWNER TO tenantry_provisioner;
ALTER FUNCTION app.has_acting_owner(uuid, uuid) OWNER TO tenantry_provisioner;
ALTER FUNCTION app.owners(uuid) OWNER TO tenantry_provisioner;
REVOKE CREATE ON SCHEMA app FROM tenantry_provisioner;
GRANT EXECUTE ON FUNCTION app.is_sso_provider(uuid), app.owners(uuid) TO tenantry_app;

-- A key is good for as long as its member is known to the provider that the organization demands.
CREATE TRIGGER access_deleted AFTER DELETE ON auth.identities REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION app.access_changed('user', 'user_id');
