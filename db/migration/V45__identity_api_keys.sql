-- Keys with which programs call in a member's name. A key carries its organization, so that it is looked up within that one.

CREATE TABLE api_keys (
    organization_id         uuid        NOT NULL,
    id                      uuid        NOT NULL,
    user_id                 uuid        NOT NULL,
    name                    text        NOT NULL,
    description             text,
    -- SHA-256 of the key: the key itself is known to its holder alone.
    key_hash                text        NOT NULL,
    -- The beginning of the key, by which its holder knows it again.
    key_prefix              text        NOT NULL,
    -- The key before the last rotation, which is good for a while yet.
    previous_key_hash       text,
    previous_key_expires_at timestamptz,
    -- Permissions; of these the key has those that its member has at the time of a request.
    scopes                  text[]      NOT NULL,
    rotation_policy         text        NOT NULL DEFAULT 'manual',
    last_rotated_at         timestamptz,
    next_rotation_at        timestamptz,
    rotation_count          integer     NOT NULL DEFAULT 0,
    last_used_at            timestamptz,
    usage_count             bigint      NOT NULL DEFAULT 0,
    expires_at              timestamptz,
    is_active               boolean     NOT NULL DEFAULT true,
    revoked_at              timestamptz,
    revoked_reason          text,
    version                 integer     NOT NULL DEFAULT 0,
    created_at              timestamptz NOT NULL DEFAULT now(),
    updated_at              timestamptz NOT NULL DEFAULT now(),
    name_key        text        COLLATE "C" GENERATED ALWAYS AS (app.fold(name)) STORED,
    CONSTRAINT api_keys_pkey PRIMARY KEY (organization_id, id),
    CONSTRAINT api_keys_rotation_policy_check CHECK (rotation_policy IN ('manual', '30-days', '90-days', '180-days', '365-days')),
    CONSTRAINT api_keys_revoked_check CHECK (is_active = (revoked_at IS NULL)),
    CONSTRAINT api_keys_previous_check CHECK ((previous_key_hash IS NULL) = (previous_key_expires_at IS NULL)),
    CONSTRAINT api_keys_member_fkey FOREIGN KEY (organization_id, user_id) REFERENCES organization_members (organization_id, user_id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX idx_api_keys_key_hash ON api_keys (organization_id, key_hash);
CREATE INDEX idx_api_keys_previous_key_hash ON api_keys (organization_id, previous_key_hash) WHERE previous_key_hash IS NOT NULL;
CREATE INDEX idx_api_keys_user_id ON api_keys (organization_id, user_id);
CREATE INDEX idx_api_keys_is_active ON api_keys (organization_id, is_active);
CREATE INDEX idx_api_keys_expires_at ON api_keys (organization_id, expires_at);
CREATE INDEX idx_api_keys_created_at ON api_keys (organization_id, created_at, id);
-- To be used is not to be changed.
CREATE TRIGGER update_updated_at BEFORE UPDATE ON api_keys
    FOR EACH ROW WHEN (NEW.usage_count = OLD.usage_count) EXECUTE FUNCTION public.update_updated_at_column();
SELECT app.protect('api_keys', 'organization', 'SELECT, INSERT, UPDATE');
SELECT app.open_to('api_keys', 'tenantry_provisioner', 'SELECT, UPDATE');

-- What is left of what the member may do by the key; nothing where the key has ended, and nothing while it is suspended, or waits for the member to prove
-- something, as app.key_access has it. For what was stated with it and acts later.
CREATE FUNCTION app.key_rights(organization uuid, member uuid, key uuid) RETURNS text[]
    LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public, pg_temp AS
$$
BEGIN
    RETURN ARRAY(SELECT granted.name FROM api_keys k, unnest(app.member_rights(organization, member)) AS granted (name)
                 WHERE k.organization_id = organization AND k.id = key AND k.user_id = member AND k.is_active
                   AND (k.expires_at IS NULL OR k.expires_at > now()) AND granted.name = ANY (k.scopes)
                   AND NOT EXISTS (SELECT FROM security_events e WHERE e.organization_id = organization AND e.mitigated_until > now()
                                   AND (e.api_key_id = key AND 'key_suspended' = ANY (string_to_array(e.mitigation_applied, ','))
                                        OR e.user_id = member AND e.api_key_id IS NULL AND 'step_up' = ANY (string_to_array(e.mitigation_applied, ',')))));
END
$$;
GRANT EXECUTE ON FUNCTION app.key_rights(uuid, uuid, uuid) TO tenantry_app;

-- What the holder of a key of this organization may do; no row where the key, the member or the account has ended, or where
-- a key for tests is tried on an organization that is none. refusal: what has become of the organization, or what its sign-in
-- policy finds wanting in the member, who is not there to prove anything: the address, an identity at the organization's
-- provider, a second factor to make keys with; that the key is suspended, or something
-- looked like an attack on the member; null where nothing.
CREATE FUNCTION app.key_access(organization uuid, hash text, for_tests boolean) RETURNS TABLE (id uuid, user_id uuid, role text, permissions text[], valid_until timestamptz,
                                                                refusal text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$
#variable_conflict use_column
BEGIN
    PERFORM app.require_tenant(organization);
    RETURN QUERY
    SELECT k.id, k.user_id, m.role,
           ARRAY(SELECT granted.name FROM app.granted_permissions(m.organization_id, m.user_id) AS granted WHERE granted.name = ANY (k.scopes)),
           least(k.expires_at, CASE WHEN k.previous_key_hash = hash THEN k.previous_key_expires_at END),
           CASE WHEN o.deleted_at IS NOT NULL THEN 'organization-deleted'
                WHEN o.suspended_at IS NOT NULL THEN 'organization-suspended'
                WHEN NOT app.address_allowed(policy.allowed_email_domains, u.email, u.email_confirmed_at)
                    THEN 'email-domain-not-allowed'
                WHEN policy.sso_required AND NOT EXISTS (SELECT FROM app.identities_at(policy.sso_provider_id, k.user_id))
                    THEN 'sso-required'
                WHEN (policy.mfa_required OR m.role = ANY (policy.mfa_required_roles))
                        AND NOT EXISTS (SELECT FROM auth.mfa_factors f WHERE f.user_id = k.user_id AND f.status = 'verified')
                    THEN 'mfa-required'
                WHEN EXISTS (SELECT FROM security_events e WHERE e.organization_id = k.organization_id AND e.api_key_id = k.id
                             AND e.mitigated_until > now() AND 'key_suspended' = ANY (string_to_array(e.mitigation_applied, ',')))
                    THEN 'key-suspended'
                WHEN EXISTS (SELECT FROM security_events e WHERE e.organization_id = k.organization_id AND e.user_id = k.user_id AND e.api_key_id IS NULL
                             AND e.mitigated_until > now() AND 'step_up' = ANY (string_to_array(e.mitigation_applied, ',')))
                    THEN 'proof-required' END
    FROM api_keys k
    JOIN organizations o ON o.id = k.organization_id AND o.is_test = for_tests
    JOIN organization_members m ON m.organization_id = k.organization_id AND m.user_id = k.user_id
    JOIN auth.users u ON u.id = k.user_id AND app.account_active(u.is_active, u.deleted_at, u.banned_until)
    LEFT JOIN sign_in_policies policy ON policy.organization_id = k.organization_id
    WHERE k.organization_id = organization
      AND (k.key_hash = hash OR (k.previous_key_hash = hash AND k.previous_key_expires_at > now()))
      AND k.is_active AND (k.expires_at IS NULL OR k.expires_at > now());
END
$$;

-- Takes down in one go how often keys were used lately, and when last.
CREATE FUNCTION app.count_key_usage(organizations uuid[], keys uuid[], counts bigint[], last timestamptz[]) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$
BEGIN
    UPDATE api_keys k SET usage_count = k.usage_count + used.count, last_used_at = greatest(k.last_used_at, used.last)
    FROM unnest(organizations, keys, counts, last) AS used (organization_id, id, count, last)
    WHERE k.organization_id = used.organization_id AND k.id = used.id;
END
$$;

-- Whether the session or the API key by which the caller has come is good still. Behind a lock that whoever ends it takes first: the
-- organization's, or the own membership.
CREATE FUNCTION app.is_credential_active(organization uuid, credential uuid) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$
BEGIN
    PERFORM app.require_tenant(organization);
    RETURN EXISTS (SELECT FROM auth.sessions s WHERE s.id = credential AND s.user_id = auth.uid() AND s.not_after > now())
        OR EXISTS (SELECT FROM api_keys k WHERE k.organization_id = organization AND k.id = credential AND k.user_id = auth.uid() AND k.is_active);
END
$$;

-- In the name of whoever makes the request that it happens in, where one does.
CREATE FUNCTION app.record_key_end(organization uuid, key uuid, reason text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$
BEGIN
    PERFORM app.record_action(organization, nullif(nullif(current_setting('app.user_id', true), ''), 'nobody')::uuid, NULL, 'api-key.revoked', 'security',
                             'info', 'api-key revoked', 'api-key', key::text, jsonb_build_object('reason', reason), NULL);
END
$$;

-- Nobody changes who may do what in the person's organizations before the end of the transaction, and the person leaves nothing
-- behind there.
CREATE FUNCTION app.lock_organizations_of(person uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$
BEGIN
    PERFORM FROM organizations o
    WHERE o.id IN (SELECT m.organization_id FROM organization_members m WHERE m.user_id = person)
    ORDER BY o.id FOR NO KEY UPDATE;
    PERFORM FROM organization_members m WHERE m.user_id = person ORDER BY m.organization_id FOR UPDATE;
END
$$;

-- Ends all keys of an account that somebody else than who made them turned out to own.
CREATE FUNCTION app.revoke_keys_of(person uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$
DECLARE
    ended record;
BEGIN
    FOR ended IN UPDATE api_keys k
                 SET is_active = false, revoked_at = now(), revoked_reason = 'the account has become somebody else''s', version = k.version + 1
                 WHERE k.user_id = person AND k.is_active RETURNING k.organization_id, k.id, k.revoked_reason LOOP
        PERFORM app.record_key_end(ended.organization_id, ended.id, ended.revoked_reason);
    END LOOP;
    PERFORM pg_notify('access_changed', 'user:' || person);
END
$$;

-- A member's keys go with the membership, however it ends: which did, and why, is on record.
CREATE FUNCTION app.end_keys(organization uuid, member uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$
BEGIN
    PERFORM app.record_key_end(k.organization_id, k.id, 'the membership has ended')
    FROM api_keys k WHERE k.organization_id = organization AND k.user_id = member AND k.is_active;
END
$$;

GRANT CREATE ON SCHEMA app TO tenantry_provisioner;
ALTER FUNCTION app.is_credential_active(uuid, uuid) OWNER TO tenantry_provisioner;
ALTER FUNCTION app.lock_organizations_of(uuid) OWNER TO tenantry_provisioner;
ALTER FUNCTION app.revoke_keys_of(uuid) OWNER TO tenantry_provisioner;
ALTER FUNCTION app.record_key_end(uuid, uuid, text) OWNER TO tenantry_provisioner;
ALTER FUNCTION app.end_keys(uuid, uuid) OWNER TO tenantry_provisioner;
ALTER FUNCTION app.key_access(uuid, text, boolean) OWNER TO tenantry_provisioner;
ALTER FUNCTION app.count_key_usage(uuid[], uuid[], bigint[], timestamptz[]) OWNER TO tenantry_provisioner;
REVOKE CREATE ON SCHEMA app FROM tenantry_provisioner;
GRANT EXECUTE ON FUNCTION app.key_access(uuid, text, boolean) TO tenantry_app;
GRANT EXECUTE ON FUNCTION app.is_credential_active(uuid, uuid) TO tenantry_app;
GRANT EXECUTE ON FUNCTION app.lock_organizations_of(uuid) TO tenantry_auth;
GRANT EXECUTE ON FUNCTION app.revoke_keys_of(uuid) TO tenantry_auth;
GRANT EXECUTE ON FUNCTION app.count_key_usage(uuid[], uuid[], bigint[], timestamptz[]) TO tenantry_auth;

SELECT app.declare_permission('api-keys', 'read', 'See the API keys, but not the keys themselves', '{owner,admin}');
SELECT app.declare_permission('api-keys', 'manage', 'Make, rotate and revoke API keys', '{owner,admin}');
