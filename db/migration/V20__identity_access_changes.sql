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
