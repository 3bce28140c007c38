-- The members of the current organization as other members see them: profiles are each person's own.
CREATE FUNCTION app.members(organization uuid) RETURNS TABLE (user_id uuid, role text, name text, email text, avatar_url text, is_default boolean, version integer, created_at timestamptz)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$
#variable_conflict use_column
BEGIN
    PERFORM app.require_tenant(organization);
    RETURN QUERY
    SELECT m.user_id, m.role, p.name, p.email, p.avatar_url, p.organization_id = m.organization_id, m.version, m.created_at
    FROM organization_members m JOIN profiles p ON p.id = m.user_id
    WHERE m.organization_id = organization;
END
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
    -- By arrays: each part is looked up once, and not anew for each permission.
    SELECT p.name FROM public.permissions p WHERE p.id = ANY (ARRAY(
        SELECT rp.permission_id FROM public.role_permissions rp
        WHERE rp.organization_id = granted_permissions.organization AND rp.role_id = ANY (ARRAY(
            SELECT r.id FROM public.user_roles ur
            JOIN public.roles r ON r.organization_id = ur.organization_id AND r.id = ur.role_id AND r.is_active
            WHERE ur.organization_id = granted_permissions.organization AND ur.user_id = granted_permissions.member))));
END;
GRANT EXECUTE ON FUNCTION app.account_active(boolean, timestamptz, timestamptz), app.address_allowed(text[], text, timestamptz),
    app.granted_permissions(uuid, uuid) TO tenantry_provisioner;

-- An organization is never without an owner who can act for it. Whoever takes one away has locked the organization, and so waits for
-- whoever is at it already.
CREATE FUNCTION app.require_owner(organization uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$
BEGIN
    IF NOT app.has_acting_owner(organization, NULL) THEN
        RAISE EXCEPTION 'an organization needs an owner' USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'organization_members_owner';
    END IF;
END
$$;

-- Gives a member of the current organization another role of membership, with what that grants.
CREATE FUNCTION app.change_member_role(organization uuid, member uuid, role text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$
DECLARE
    held text;
BEGIN
    PERFORM app.require_tenant(organization);
    PERFORM FROM organizations o WHERE o.id = organization FOR NO KEY UPDATE;
    SELECT m.role INTO held FROM organization_members m WHERE m.organization_id = organization AND m.user_id = member FOR NO KEY UPDATE;
    UPDATE organization_members m SET role = change_member_role.role, version = m.version + 1
    WHERE m.organization_id = organization AND m.user_id = member;
    DELETE FROM user_roles ur USING roles r
    WHERE ur.organization_id = organization AND ur.user_id = member AND r.organization_id = organization AND r.id = ur.role_id AND r.slug = held;
    INSERT INTO user_roles (organization_id, user_id, role_id)
    SELECT organization, member, r.id FROM roles r WHERE r.organization_id = organization AND r.slug = change_member_role.role
    ON CONFLICT ON CONSTRAINT idx_user_roles_unique DO NOTHING;
    IF held = 'owner' AND change_member_role.role <> 'owner' THEN
        PERFORM app.require_owner(organization);
    END IF;
    PERFORM pg_notify('access_changed', 'user:' || member);
END
$$;

-- Sessions in an organization that the person no longer belongs to go on in the default one, or where that is the one they are in, end.
CREATE FUNCTION app.send_home(organization uuid, member uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$
BEGIN
    UPDATE auth.sessions s SET organization_id = p.organization_id
    FROM profiles p
    WHERE s.user_id = member AND s.organization_id = organization AND p.id = member AND p.organization_id <> organization;
    DELETE FROM auth.sessions s WHERE s.user_id = member AND s.organization_id = organization;
END
$$;

-- The organization, where the person belongs to it and does so until the end of the transaction: for what a session is to be for.
CREATE FUNCTION app.held_membership(organization uuid, person uuid) RETURNS uuid
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$
BEGIN
    PERFORM FROM organization_members m WHERE m.organization_id = organization AND m.user_id = person FOR KEY SHARE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'a session is for an organization that its person belongs to'
            USING ERRCODE = 'foreign_key_violation', TABLE = 'sessions', CONSTRAINT = 'sessions_organization_id_fkey';
    END IF;
    RETURN organization;
END
$$;

GRANT UPDATE ON organizations TO tenantry_provisioner;
GRANT DELETE ON user_roles TO tenantry_provisioner;
GRANT CREATE ON SCHEMA app TO tenantry_provisioner;
ALTER FUNCTION app.members(uuid) OWNER TO tenantry_provisioner;
ALTER FUNCTION app.require_owner(uuid) OWNER TO tenantry_provisioner;
ALTER FUNCTION app.change_member_role(uuid, uuid, text) OWNER TO tenantry_provisioner;
ALTER FUNCTION app.send_home(uuid, uuid) OWNER TO tenantry_provisioner;
ALTER FUNCTION app.held_membership(uuid, uuid) OWNER TO tenantry_provisioner;
REVOKE CREATE ON SCHEMA app FROM tenantry_provisioner;
GRANT EXECUTE ON FUNCTION app.members(uuid), app.change_member_role(uuid, uuid, text) TO tenantry_app;
GRANT EXECUTE ON FUNCTION app.held_membership(uuid, uuid) TO tenantry_auth;
