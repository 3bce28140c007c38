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
