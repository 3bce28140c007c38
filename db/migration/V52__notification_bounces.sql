-- Mails that came back, by what mail servers and their recipients' providers report.

CREATE TABLE mail_bounces (
    organization_id uuid        NOT NULL,
    id              uuid        NOT NULL,
    -- A notification or a composed mail, which may be gone.
    mail_id         uuid        NOT NULL,
    recipient       text        NOT NULL,
    -- What addresses are equal by.
    recipient_key   text        COLLATE "C" NOT NULL,
    kind            text        NOT NULL,
    -- Of RFC 3463, and what the server has said besides, with nobody's address.
    status_code     text,
    reason          text,
    -- Against the address: of mails to several each knows what it takes to report another one.
    is_counted      boolean     NOT NULL,
    reported_at     timestamptz NOT NULL,
    CONSTRAINT mail_bounces_pkey PRIMARY KEY (organization_id, id),
    -- The same may be reported again, and by several ways.
    CONSTRAINT mail_bounces_mail_key UNIQUE (organization_id, mail_id, recipient_key, kind),
    CONSTRAINT mail_bounces_kind_check CHECK (kind IN ('hard', 'soft', 'delayed', 'complaint'))
);
CREATE INDEX idx_mail_bounces_recipient ON mail_bounces (organization_id, recipient_key, reported_at);
CREATE INDEX idx_mail_bounces_reported_at ON mail_bounces (reported_at);
SELECT app.protect('mail_bounces', 'organization', 'SELECT, INSERT, UPDATE');
SELECT app.open_to('mail_bounces', 'tenantry_worker', 'SELECT, DELETE');
SELECT app.open_to('mail_bounces', 'tenantry_provisioner', 'SELECT, DELETE');

-- A mail that was sent, whoever may see it: what comes back of it finds it. By its id, or by the Message-ID of one that was composed.
CREATE FUNCTION app.sent_mail(organization uuid, mail uuid, message text)
    RETURNS TABLE (id uuid, recipients text[], template text, run bigint, step integer, email bigint, member uuid)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$
BEGIN
    PERFORM app.require_tenant(organization);
    RETURN QUERY
        SELECT n.id, ARRAY[n.recipient], n.template_name, NULL::bigint, NULL::integer, NULL::bigint, NULL::uuid
        FROM outbound_notifications n
        WHERE n.organization_id = organization AND n.id = mail AND n.channel = 'email'
        UNION ALL
        SELECT e.id, e.recipients, NULL::text, e.execution_log_id, e.step_index, e.email_id, e.member_id
        FROM outbound_emails e
        WHERE e.organization_id = organization AND e.id = mail
        UNION ALL
        SELECT e.id, e.recipients, NULL::text, e.execution_log_id, e.step_index, e.email_id, e.member_id
        FROM outbound_emails e
        WHERE e.organization_id = organization AND e.message_id = message AND e.id IS DISTINCT FROM mail
        LIMIT 1;
END
$$;

GRANT SELECT ON outbound_notifications TO tenantry_provisioner;
GRANT CREATE ON SCHEMA app TO tenantry_provisioner;
ALTER FUNCTION app.sent_mail(uuid, uuid, text) OWNER TO tenantry_provisioner;
REVOKE CREATE ON SCHEMA app FROM tenantry_provisioner;
GRANT EXECUTE ON FUNCTION app.sent_mail(uuid, uuid, text) TO tenantry_app;
