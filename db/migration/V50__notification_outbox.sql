-- What people are told by e-mail and SMS, kept in the transaction of its cause and sent after it.

CREATE TABLE outbound_notifications (
    organization_id uuid        NOT NULL,
    id              uuid        NOT NULL,
    channel         text        NOT NULL,
    recipient       text        NOT NULL,
    template_name   text        NOT NULL,
    subject         text        NOT NULL,
    -- Links and codes that let somebody in: gone once the message is.
    body            text,
    -- An invitation or what follows from one, as iCalendar, beside the body; gone once the message is.
    calendar        text,
    -- Where answers go; null: to the sender.
    reply_to        text,
    -- Whether a person needs it for the own account, which goes out whatever has become of the organization.
    about_account   boolean     NOT NULL,
    status          text        NOT NULL,
    attempts        integer     NOT NULL DEFAULT 0,
    -- When it is to be sent, or when whoever is sending it is given up on; null where nothing is to be done.
    due_at          timestamptz,
    lease_epoch     bigint      NOT NULL DEFAULT 0,
    leased_by       uuid,
    lease_losses    integer     NOT NULL DEFAULT 0,
    error_message   text,
    sent_at         timestamptz,
    version         integer     NOT NULL DEFAULT 0,
    created_at      timestamptz NOT NULL DEFAULT now(),
    updated_at      timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT outbound_notifications_pkey PRIMARY KEY (organization_id, id),
    CONSTRAINT outbound_notifications_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organizations (id) ON DELETE CASCADE,
    CONSTRAINT outbound_notifications_channel_check CHECK (channel IN ('email', 'sms')),
    CONSTRAINT outbound_notifications_status_check CHECK (status IN ('recorded', 'pending', 'sent', 'failed'))
);
CREATE INDEX idx_outbound_notifications_due ON outbound_notifications (organization_id, due_at) WHERE due_at IS NOT NULL AND NOT about_account;
CREATE INDEX idx_outbound_notifications_account_due ON outbound_notifications (organization_id, due_at) WHERE due_at IS NOT NULL AND about_account;
CREATE INDEX idx_outbound_notifications_created_at ON outbound_notifications (created_at);
SELECT app.touch_on_update('outbound_notifications');
SELECT app.protect('outbound_notifications', 'organization', 'SELECT, INSERT');
SELECT app.open_to('outbound_notifications', 'tenantry_worker', 'SELECT, UPDATE, DELETE');
SELECT app.open_to('outbound_notifications', 'tenantry_provisioner', 'INSERT');

-- An organization's own texts in place of the built-in ones.
CREATE TABLE notification_templates (
    organization_id uuid        NOT NULL,
    name            text        NOT NULL,
    language        text        NOT NULL,
    channel         text        NOT NULL,
    subject         text        NOT NULL,
    body            text        NOT NULL,
    version         integer     NOT NULL DEFAULT 1,
    created_at      timestamptz NOT NULL DEFAULT now(),
    updated_at      timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT notification_templates_pkey PRIMARY KEY (organization_id, name, language),
    CONSTRAINT notification_templates_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organizations (id) ON DELETE CASCADE,
    CONSTRAINT notification_templates_name_check CHECK (name IN ('confirmation', 'recovery', 'magic-link', 'email-change', 'reauthentication', 'invite',
        'organization-invitation', 'security-alert', 'agent-findings', 'approval-requested', 'approval-escalated', 'approvals-collected', 'member-still-named',
        'webhook-disabled', 'event-invitation', 'event-update', 'booking-invitation', 'booking-update', 'booking-notice', 'booking-host-left', 'event-cancellation', 'event-reminder', 'daily-digest', 'google-calendar-stopped', 'quote-sent', 'quote-accepted', 'quote-declined',
        'form-confirmation', 'form-submitted', 'quota-alert', 'address-notice', 'security-event', 'security-event-backlog', 'security-event-assigned', 'sms-otp')),
    CONSTRAINT notification_templates_channel_check CHECK (channel IN ('email', 'sms'))
);
SELECT app.touch_on_update('notification_templates');
SELECT app.protect('notification_templates');
SELECT app.open_to('notification_templates', 'tenantry_provisioner', 'SELECT');

-- For the service of sign-in, which works in nobody's context: the organization's own text, where it has one, and how it writes. The zone is the reader's.
CREATE FUNCTION app.notification_template(organization uuid, template text, language text, reader text)
    RETURNS TABLE (subject text, body text, own_language text, locale text, date_format text, zone text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    SELECT t.subject, t.body, coalesce(s.settings ->> 'language', s.settings ->> 'locale', 'en'), s.settings ->> 'locale', s.settings ->> 'dateFormat',
           coalesce((SELECT p.timezone FROM organization_members m JOIN profiles p ON p.id = m.user_id WHERE m.organization_id = organization AND p.email = reader LIMIT 1),
                    s.settings ->> 'timezone')
    FROM organization_settings s
    LEFT JOIN notification_templates t ON t.organization_id = organization AND t.name = template AND t.language = notification_template.language
    WHERE s.organization_id = organization;
END
$$;

CREATE FUNCTION app.queue_notification(organization uuid, id uuid, channel text, recipient text, template text, subject text, body text, status text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$
BEGIN
    INSERT INTO outbound_notifications (organization_id, id, channel, recipient, template_name, subject, body, about_account, status, due_at)
    VALUES (organization, queue_notification.id, queue_notification.channel, queue_notification.recipient, template, queue_notification.subject,
            queue_notification.body, true, queue_notification.status, CASE WHEN queue_notification.status = 'pending' THEN now() END);
    IF queue_notification.status = 'pending' THEN
        INSERT INTO work_tickets (organization_id, queue) VALUES (organization, 'account-notifications');
    END IF;
END
$$;

GRANT CREATE ON SCHEMA app TO tenantry_provisioner;
ALTER FUNCTION app.notification_template(uuid, text, text, text) OWNER TO tenantry_provisioner;
ALTER FUNCTION app.queue_notification(uuid, uuid, text, text, text, text, text, text) OWNER TO tenantry_provisioner;
REVOKE CREATE ON SCHEMA app FROM tenantry_provisioner;
GRANT EXECUTE ON FUNCTION app.notification_template(uuid, text, text, text), app.queue_notification(uuid, uuid, text, text, text, text, text, text) TO tenantry_auth;
