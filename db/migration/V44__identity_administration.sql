-- What the platform's administrators, and backends that carry its service key, do to accounts and organizations.

-- The organizations of others that nobody else can act for as their owner. A personal one is its person's, whoever is a guest there.
-- Nobody joins or leaves them until the transaction ends; what else goes on there is not waited for, as it may wait for the person's memberships.
CREATE FUNCTION app.solely_owned(person uuid) RETURNS SETOF uuid
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$
BEGIN
    PERFORM FROM organizations o WHERE o.id IN (SELECT m.organization_id FROM organization_members m WHERE m.user_id = person) ORDER BY o.id FOR NO KEY UPDATE;
    RETURN QUERY
    SELECT own.organization_id
    FROM organization_members own
    JOIN organizations o ON o.id = own.organization_id AND o.kind <> 'personal'
    WHERE own.user_id = person AND own.role = 'owner'
      AND EXISTS (SELECT FROM organization_members m WHERE m.organization_id = own.organization_id AND m.user_id <> person)
      AND NOT app.has_acting_owner(own.organization_id, person)
    ORDER BY own.organization_id;
END
$$;

-- What goes with an account: the profile, the personal organization, and those that nobody else belongs to, with all that is theirs; the
-- memberships elsewhere, as if the person had been removed; and what the organizations have of the person's texts (V60).
CREATE FUNCTION app.remove_person(person uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$
DECLARE
    own uuid[] := ARRAY(SELECT m.organization_id FROM organization_members m JOIN organizations o ON o.id = m.organization_id
                        WHERE m.user_id = person
                          AND (o.kind = 'personal' AND m.role = 'owner'
                               OR NOT EXISTS (SELECT FROM organization_members other WHERE other.organization_id = m.organization_id AND other.user_id <> person)));
    place uuid;
    held  text;
BEGIN
    PERFORM app.forget_person(person, own);
    DELETE FROM profiles WHERE id = person;
    FOREACH place IN ARRAY own LOOP
        PERFORM app.end_organization(place);
    END LOOP;
    FOR place IN SELECT m.organization_id FROM organization_members m WHERE m.user_id = person ORDER BY m.organization_id LOOP
        held := app.end_membership(place, person);
        INSERT INTO audit_logs (organization_id, action_type, action_category, action_description, resource_type, resource_id, old_values, new_values,
                                retention_period_days)
        VALUES (place, 'member.removed', 'authorization', 'member removed', 'member', person::text, jsonb_build_object('role', held),
                jsonb_build_object('accountDeleted', true), app.retention_days(place, 'authorization', 'member.removed', true));
    END LOOP;
END
$$;

-- Suspends an organization, or without a reason ends its suspension. Tells whether there is such an organization.
CREATE FUNCTION app.suspend_organization(organization uuid, reason text) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$
BEGIN
    UPDATE organizations o
    SET suspended_at = CASE WHEN reason IS NOT NULL THEN coalesce(o.suspended_at, now()) END, suspension_reason = reason, version = o.version + 1
    WHERE o.id = organization AND (o.suspension_reason IS DISTINCT FROM reason OR (o.suspended_at IS NULL) <> (reason IS NULL));
    IF FOUND THEN
        PERFORM pg_notify('access_changed', 'organization:' || organization);
        RETURN true;
    END IF;
    RETURN EXISTS (SELECT FROM organizations o WHERE o.id = organization);
END
$$;

GRANT DELETE ON profiles TO tenantry_provisioner;
DO $$
DECLARE
    definer text;
BEGIN
    GRANT CREATE ON SCHEMA app TO tenantry_provisioner;
    FOREACH definer IN ARRAY ARRAY['app.solely_owned(uuid)', 'app.remove_person(uuid)', 'app.suspend_organization(uuid, text)'] LOOP
        EXECUTE format('ALTER FUNCTION %s OWNER TO tenantry_provisioner', definer);
        EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO tenantry_auth', definer);
    END LOOP;
    REVOKE CREATE ON SCHEMA app FROM tenantry_provisioner;
END
$$;

-- The operator's say on what access tokens claim: CREATE OR REPLACE it. Called where tenantry.identity.access-token-hook is
-- set, with {"user_id", "claims", "authentication_method"}; answers with {"claims"}, or {"error": {"http_code", "message"}}.
CREATE FUNCTION public.custom_access_token_hook(event jsonb) RETURNS jsonb
    LANGUAGE plpgsql STABLE AS
$$
BEGIN
    RETURN event;
END
$$;
GRANT EXECUTE ON FUNCTION public.custom_access_token_hook(jsonb) TO tenantry_auth;

-- Nobody goes on acting as somebody else who is no super admin any more, nor as somebody who has become one.
CREATE FUNCTION app.end_impersonation() RETURNS trigger
    LANGUAGE plpgsql AS
$$
BEGIN
    DELETE FROM auth.sessions WHERE impersonator_id = NEW.id OR user_id = NEW.id AND impersonator_id IS NOT NULL;
    RETURN NULL;
END
$$;
CREATE TRIGGER end_impersonation AFTER UPDATE ON auth.users
    FOR EACH ROW WHEN (NEW.is_super_admin <> OLD.is_super_admin OR NEW.is_active <> OLD.is_active OR NEW.deleted_at IS DISTINCT FROM OLD.deleted_at
        OR NEW.banned_until IS DISTINCT FROM OLD.banned_until)
    EXECUTE FUNCTION app.end_impersonation();
