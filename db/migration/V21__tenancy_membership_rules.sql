-- The members of the current organization as other members see them: profiles are each person's own.
CREATE FUNCTION app.members() RETURNS TABLE (user_id uuid, role text, name text, email text, avatar_url text, is_default boolean, version integer, created_at timestamptz)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$
    SELECT m.user_id, m.role, p.name, p.email, p.avatar_url, p.organization_id = m.organization_id, m.version, m.created_at
    FROM organization_members m JOIN profiles p ON p.id = m.user_id
    WHERE m.organization_id = app.org_id()
$$;

-- What is asked at each request, said once: the planner reads these into the queries that ask.
-- Whether an account is one that anybody can be signed in to.
CREATE FUNCTION app.account_active(is_active boolean, deleted_at timestamptz, banned_until timestamptz) RETURNS boolean
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN is_active AND deleted_at IS NULL AND (banned_until IS NULL OR banned_until <= now());

-- Whether a sign-in policy lets an address in: any where it names no domains, and else one of theirs that somebody has proven.
CREATE FUNCTION app.address_allowed(domains text[], email text, confirmed_at timestamptz) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN coalesce(domains, '{}') = '{}' OR confirmed_at IS NOT NULL AND split_part(coalesce(email, ''), '@', 2) = ANY (domains);

-- What a member's roles grant while they are active.
CREATE FUNCTION app.granted_permissions(organization uuid, member uuid) RETURNS TABLE (name text)
    LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT DISTINCT p.name
    FROM public.user_roles ur
    JOIN public.roles r ON r.organization_id = ur.organization_id AND r.id = ur.role_id AND r.is_active
    JOIN public.role_permissions rp ON rp.organization_id = r.organization_id AND rp.role_id = r.id
    JOIN public.permissions p ON p.id = rp.permission_id
    WHERE ur.organization_id = granted_permissions.organization AND ur.user_id = granted_permissions.member;
END;
GRANT EXECUTE ON FUNCTION app.account_active(boolean, timestamptz, timestamptz), app.address_allowed(text[], text, timestamptz),
    app.granted_permissions(uuid, uuid) TO tenantry_provisioner;

-- An organization is never without an owner who can act for it. Whoever takes one away waits for whoever is at it already.
CREATE FUNCTION app.keep_an_owner() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$
BEGIN
    PERFORM FROM organizations o WHERE o.id = OLD.organization_id FOR NO KEY UPDATE;
    -- Where the organization itself goes, its members go with it.
    IF FOUND AND NOT app.has_acting_owner(OLD.organization_id, NULL) THEN
        RAISE EXCEPTION 'an organization needs an owner' USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'organization_members_owner';
    END IF;
    RETURN NULL;
END
$$;

-- Sessions in an organization that the person no longer belongs to go on in the default one.
CREATE FUNCTION app.send_home() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$
BEGIN
    UPDATE auth.sessions s SET organization_id = p.organization_id
    FROM profiles p
    WHERE s.user_id = OLD.user_id AND s.organization_id = OLD.organization_id
      AND p.id = OLD.user_id AND p.organization_id <> OLD.organization_id;
    RETURN OLD;
END
$$;

GRANT UPDATE ON organizations TO tenantry_provisioner;
GRANT CREATE ON SCHEMA app TO tenantry_provisioner;
ALTER FUNCTION app.members() OWNER TO tenantry_provisioner;
ALTER FUNCTION app.keep_an_owner() OWNER TO tenantry_provisioner;
ALTER FUNCTION app.send_home() OWNER TO tenantry_provisioner;
REVOKE CREATE ON SCHEMA app FROM tenantry_provisioner;
GRANT EXECUTE ON FUNCTION app.members() TO tenantry_app;
GRANT EXECUTE ON FUNCTION app.keep_an_owner(), app.send_home() TO tenantry_owner;

CREATE TRIGGER keep_an_owner_updated AFTER UPDATE ON organization_members
    FOR EACH ROW WHEN (OLD.role = 'owner' AND NEW.role <> 'owner') EXECUTE FUNCTION app.keep_an_owner();
CREATE TRIGGER keep_an_owner_deleted AFTER DELETE ON organization_members
    FOR EACH ROW WHEN (OLD.role = 'owner') EXECUTE FUNCTION app.keep_an_owner();
CREATE TRIGGER send_home BEFORE DELETE ON organization_members FOR EACH ROW EXECUTE FUNCTION app.send_home();
