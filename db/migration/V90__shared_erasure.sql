-- What is deleted for good leaves no text behind: copies of it are found here, and emptied or deleted. So with records, and with accounts.

CREATE INDEX idx_domain_events_aggregate ON domain_events (organization_id, aggregate_type, aggregate_id);
SELECT app.open_to('outbound_emails', 'tenantry_provisioner', 'SELECT, UPDATE'),
       app.open_to('idempotency_keys', 'tenantry_provisioner', 'SELECT, UPDATE');
CREATE INDEX idx_audit_logs_person ON audit_logs (resource_id) WHERE resource_type IN ('profile', 'user');
CREATE INDEX idx_invitations_accepted_by ON invitations (accepted_by_id);
CREATE INDEX idx_invitations_inviter ON invitations (invited_by_id);
CREATE INDEX idx_invitations_address ON invitations (email);
CREATE INDEX idx_outbound_notifications_recipient ON outbound_notifications (recipient);
SELECT app.open_to('login_attempts', 'tenantry_provisioner', 'SELECT, DELETE');
GRANT SELECT, UPDATE (old_values, new_values, changes_json, metadata) ON audit_logs TO tenantry_provisioner;
GRANT DELETE ON invitations TO tenantry_provisioner;
SELECT app.open_to('audit_log_exports', 'tenantry_provisioner',
                   'SELECT, UPDATE (status, completed_at, due_at, leased_by, lease_epoch, error_message, version)'),
       app.open_to('audit_log_export_parts', 'tenantry_provisioner', 'SELECT, DELETE');
GRANT SELECT, DELETE ON outbound_notifications TO tenantry_provisioner;

-- Of what was sealed the digests stay, by which it is still the entry that was sealed, and the salt goes, by which a value could be guessed. What is
-- about to be sealed waits for whoever erases.
CREATE FUNCTION app.forget_sealed(organization uuid, entries bigint[]) RETURNS void
    LANGUAGE plpgsql AS
$$
BEGIN
    UPDATE audit_log_seals s
    SET digests = (SELECT jsonb_object_agg(v.name, encode(sha256(s.value_salt || convert_to(v.name, 'UTF8') || '\x00'::bytea || convert_to(v.text, 'UTF8')), 'hex'))
                   FROM audit_logs a CROSS JOIN LATERAL (VALUES ('old_values', a.old_values #>> '{}'), ('new_values', a.new_values #>> '{}'),
                       ('changes_json', a.changes_json #>> '{}'), ('metadata', a.metadata #>> '{}')) AS v (name, text)
                   WHERE a.organization_id = organization AND a.id = s.entry_id AND v.text IS NOT NULL),
        value_salt = NULL
    WHERE s.organization_id = organization AND s.entry_id = ANY (entries) AND s.value_salt IS NOT NULL;
END
$$;
GRANT EXECUTE ON FUNCTION app.forget_sealed(uuid, bigint[]) TO tenantry_provisioner;

-- Copies of the log that show values of these. Whoever writes parts waits, and is waited for.
CREATE FUNCTION app.forget_exports(organization uuid, kind text, ids text[]) RETURNS void
    LANGUAGE plpgsql AS
$$
DECLARE
    gone   text[] := ARRAY(SELECT kind || '/' || one FROM unnest(ids) AS one);
    export uuid;
BEGIN
    PERFORM pg_advisory_xact_lock_shared(hashtextextended('audit.exports/' || organization, 0));
    FOR export IN SELECT e.id FROM audit_log_exports e
                  WHERE e.organization_id = organization AND e.status IN ('pending', 'processing', 'completed')
                    AND e.id IN (SELECT p.export_id FROM audit_log_export_parts p
                                 WHERE p.organization_id = organization AND p.records <> '{}' AND p.records && gone)
                  ORDER BY e.id FOR UPDATE LOOP
        DELETE FROM audit_log_export_parts p WHERE p.organization_id = organization AND p.export_id = export;
        UPDATE audit_log_exports e
        SET status = 'failed', completed_at = now(), due_at = NULL, leased_by = NULL, lease_epoch = 0, version = e.version + 1,
            error_message = 'it showed values of what has been deleted for good since: export it anew'
        WHERE e.organization_id = organization AND e.id = export;
    END LOOP;
END
$$;
GRANT EXECUTE ON FUNCTION app.forget_exports(uuid, text, text[]) TO tenantry_provisioner;

-- While a hold is on, the log keeps what was erased, for what the hold is for: that it is to go is noted, and nobody is shown it any more. Whoever
-- places or lifts a hold waits, and is waited for. Whether one is on.
CREATE FUNCTION app.hold_values(organization uuid, kind text, ids text[]) RETURNS boolean
    LANGUAGE plpgsql AS
$$
BEGIN
    PERFORM pg_advisory_xact_lock_shared(hashtextextended('legal-hold/' || organization, 0));
    IF NOT EXISTS (SELECT FROM audit_legal_holds l WHERE l.organization_id = organization) THEN
        RETURN false;
    END IF;
    INSERT INTO audit_held_erasures (organization_id, resource_type, resource_id)
    SELECT organization, kind, one FROM unnest(ids) AS one
    ON CONFLICT DO NOTHING;
    RETURN true;
END
$$;

-- Of the audit log stays who did what when, and which properties it was about; what they were is gone. But for what one transaction has written.
CREATE FUNCTION app.empty_values(organization uuid, kind text, ids text[], spared xid8) RETURNS void
    LANGUAGE plpgsql AS
$$
BEGIN
    PERFORM pg_advisory_xact_lock_shared(hashtextextended('audit.seal/' || organization, 0));
    PERFORM app.forget_sealed(organization, ARRAY(SELECT a.id FROM audit_logs a
                                                  WHERE a.organization_id = organization AND a.resource_type = kind AND a.resource_id = ANY (ids)
                                                    AND a.transaction_id IS DISTINCT FROM spared));
    UPDATE audit_logs a
    SET changes_json = coalesce(a.changes_json, (SELECT jsonb_agg(name ORDER BY name COLLATE "C") FROM jsonb_object_keys(coalesce(a.new_values, a.old_values)) AS name)),
        old_values = NULL, new_values = NULL, metadata = coalesce(a.metadata, '{}') || '{"erased": true}'
    WHERE a.organization_id = organization AND a.resource_type = kind AND a.resource_id = ANY (ids) AND a.transaction_id IS DISTINCT FROM spared;
END
$$;

-- Likewise of a whole log that nobody is left to read.
CREATE FUNCTION app.empty_log(organization uuid) RETURNS void
    LANGUAGE plpgsql AS
$$
BEGIN
    PERFORM pg_advisory_xact_lock_shared(hashtextextended('audit.seal/' || organization, 0));
    PERFORM app.forget_sealed(organization, ARRAY(SELECT a.id FROM audit_logs a
                                                  WHERE a.organization_id = organization AND (a.old_values IS NOT NULL OR a.new_values IS NOT NULL)));
    UPDATE audit_logs a SET old_values = NULL, new_values = NULL, metadata = coalesce(a.metadata, '{}') || '{"erased": true}'
    WHERE a.organization_id = organization AND (a.old_values IS NOT NULL OR a.new_values IS NOT NULL);
END
$$;
GRANT EXECUTE ON FUNCTION app.hold_values(uuid, text, text[]), app.empty_values(uuid, text, text[], xid8), app.empty_log(uuid) TO tenantry_provisioner;

-- What is erased is in no copy of the log, and in the log itself only as long as that is held.
CREATE FUNCTION app.forget_values(organization uuid, kind text, ids text[]) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$
BEGIN
    PERFORM app.forget_exports(organization, kind, ids);
    IF NOT app.hold_values(organization, kind, ids) THEN
        PERFORM app.empty_values(organization, kind, ids, NULL);
    END IF;
END
$$;
-- What was noted while a log was held, some at a time. What the erasure itself has written of it stays, as it does where nothing is held. How much it was.
CREATE FUNCTION app.forget_held(organization uuid, most integer) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$
DECLARE
    noted record;
    gone  integer := 0;
BEGIN
    PERFORM app.require_tenant(organization);
    PERFORM pg_advisory_xact_lock_shared(hashtextextended('legal-hold/' || organization, 0));
    IF EXISTS (SELECT FROM audit_legal_holds l WHERE l.organization_id = organization) THEN
        RETURN 0;
    END IF;
    FOR noted IN DELETE FROM audit_held_erasures h
                 WHERE h.organization_id = organization AND (h.resource_type, h.resource_id) IN (
                     SELECT e.resource_type, e.resource_id FROM audit_held_erasures e
                     WHERE e.organization_id = organization ORDER BY e.resource_type, e.resource_id LIMIT most)
                 RETURNING h.resource_type, h.resource_id, h.transaction_id LOOP
        IF noted.resource_type = '*' THEN
            PERFORM app.empty_log(organization);
        ELSE
            PERFORM app.empty_values(organization, noted.resource_type, ARRAY[noted.resource_id], noted.transaction_id);
        END IF;
        gone := gone + 1;
    END LOOP;
    RETURN gone;
END
$$;
CREATE FUNCTION app.forget_audited(organization uuid, kind text, ids text[]) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$
BEGIN
    PERFORM app.require_tenant(organization);
    PERFORM app.forget_values(organization, kind, ids);
END
$$;

-- Answers that are kept for repeated requests, whoever's, and that show one of the records: the request stays known, and its answer
-- is one that is told only once. A record is shown by its id in its own collection, or by who refers to it.
CREATE FUNCTION app.forget_answers(organization uuid, kind text, collection text, ids text[]) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$
BEGIN
    PERFORM app.require_tenant(organization);
    UPDATE idempotency_keys k SET body = '', headers = k.headers || '{"Cache-Control": "no-store"}'
    WHERE k.organization_id = organization AND k.body <> '' AND k.headers ->> 'Content-Type' LIKE 'application/%json%'
      AND EXISTS (SELECT FROM regexp_matches(convert_from(k.body, 'UTF8'), '"([A-Za-z]+)":"([0-9]+)"', 'g') AS shown
                  WHERE shown[2] = ANY (ids)
                    -- In an answer it is webhookEndpointId, whichever way the kind is written.
                    AND (lower(shown[1]) IN (lower(replace(kind, '-', '')) || 'id', 'parentid')
                         OR shown[1] = 'id' AND coalesce(k.headers ->> 'Location', '/api/v1/' || collection || '/')
                             LIKE '/api/v1/' || collection || '/%'));
END
$$;

-- Runs that are about a record, since its event began them or the person who did named it: what they were told, what their steps made of
-- it, and the mails. Those under way end: there is nobody any more whom they are about. Of other runs it is the steps that read, made or
-- changed the record, or wrote to its address; a step under way ends its run, since it could neither go on as it was nor begin anew. What
-- a person told a run of this kind may be about the record, too, so that it ends and goes. What a form's events tell of a submission is that
-- submission's.
CREATE FUNCTION app.forget_runs(organization uuid, kind text, ids text[]) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$
DECLARE
    sought text[] := ARRAY(SELECT kind || '/' || one FROM unnest(ids) AS one
                           UNION ALL SELECT 'address/' || c.email_key FROM contacts c
                           WHERE kind = 'contact' AND c.organization_id = organization AND c.id = ANY (ids::bigint[]) AND c.email_key IS NOT NULL
                           UNION ALL SELECT 'address/' || (o ->> 'key') FROM contacts c, jsonb_array_elements(c.other_emails) AS o
                           WHERE kind = 'contact' AND c.organization_id = organization AND c.id = ANY (ids::bigint[])
                           UNION ALL SELECT 'address/' || l.email_key FROM leads l
                           WHERE kind = 'lead' AND l.organization_id = organization AND l.id = ANY (ids::bigint[]) AND l.email_key IS NOT NULL);
    keys   text[] := ARRAY(SELECT substr(one, 9) FROM unnest(sought) AS one WHERE one LIKE 'address/%');
    -- The run and the place of each step, found by one look.
    found  text[] := ARRAY(SELECT s.execution_log_id || '/' || s.step_index FROM workflow_execution_steps s
                           WHERE s.organization_id = organization AND s.subjects <> '{}' AND s.subjects && sought);
    steps  bigint[] := ARRAY(SELECT split_part(f, '/', 1)::bigint FROM unnest(found) WITH ORDINALITY AS u (f, place) ORDER BY place);
    places integer[] := ARRAY(SELECT split_part(f, '/', 2)::integer FROM unnest(found) WITH ORDINALITY AS u (f, place) ORDER BY place);
    runs   bigint[] := ARRAY(SELECT DISTINCT unnest(steps));
    concerned bigint[] := ARRAY(SELECT l.id FROM workflow_execution_logs l
                             WHERE l.organization_id = organization AND l.about = ANY (sought)
                             UNION SELECT l.id FROM workflow_execution_logs l
                             WHERE l.organization_id = organization AND l.event_id IS NULL AND l.subjects && sought
                             UNION SELECT l.id FROM form_submissions f JOIN workflow_execution_logs l
                                 ON l.organization_id = organization AND l.about = 'form/' || f.form_id AND l.trigger_data #>> '{trigger,submissionId}' = f.id::text
                             WHERE kind = 'form-submission' AND f.organization_id = organization AND f.id::text = ANY (ids)
                             UNION SELECT l.id FROM workflow_execution_logs l
                             WHERE l.organization_id = organization AND l.id = ANY (runs) AND l.event_id IS NULL);
BEGIN
    PERFORM app.require_tenant(organization);
    PERFORM app.cancel_runs(organization, concerned || ARRAY(
        SELECT s.execution_log_id FROM workflow_execution_steps s
        WHERE s.organization_id = organization AND s.execution_log_id = ANY (runs) AND (s.execution_log_id, s.step_index) IN (SELECT * FROM unnest(steps, places)) AND s.status IN ('running', 'retrying')
        UNION SELECT l.id FROM workflow_execution_logs l
        WHERE l.organization_id = organization AND l.id = ANY (runs) AND l.event_id IS NULL), 'what it was about has been deleted for good');
    UPDATE workflow_execution_logs l
    SET trigger_data = CASE WHEN l.id = ANY (concerned) THEN jsonb_strip_nulls(jsonb_build_object('event', l.trigger_data -> 'event', 'trigger', '{}'::jsonb))
                            ELSE l.trigger_data END,
        result_summary = CASE WHEN l.id = ANY (concerned) THEN NULL ELSE l.result_summary END,
        error_details = CASE WHEN l.error_details IS NOT NULL THEN 'what it was about has been deleted for good' END,
        subjects = CASE WHEN l.id = ANY (concerned) THEN '{}' ELSE l.subjects END, version = l.version + 1
    WHERE l.organization_id = organization AND l.id = ANY (concerned || runs);
    UPDATE outbound_emails e SET recipients = '{}', recipient_keys = '{}', cc = '{}', bcc = '{}', reply_to = NULL, recipient_names = '{}', reached = '{}', refused = '{}', refusals = '{}', subject = '', body = '', html = NULL, unsubscribe_url = NULL, error_message = NULL, version = e.version + 1
    FROM workflow_execution_steps s
    WHERE s.organization_id = organization AND s.execution_log_id = ANY (concerned || runs)
      AND (s.execution_log_id = ANY (concerned) OR (s.execution_log_id, s.step_index) IN (SELECT * FROM unnest(steps, places)))
      AND e.organization_id = organization AND e.execution_log_id = s.execution_log_id AND e.step_index = s.step_index;
    -- What members have sent the person themselves, of which the mail itself goes with the person's others.
    UPDATE outbound_emails e SET recipients = '{}', recipient_keys = '{}', cc = '{}', bcc = '{}', recipient_names = '{}', reached = '{}', refused = '{}', refusals = '{}', error_message = NULL,
        status = CASE e.status WHEN 'pending' THEN 'failed' ELSE e.status END, due_at = NULL, lease_epoch = e.lease_epoch + 1, version = e.version + 1
    WHERE e.organization_id = organization AND e.email_id IS NOT NULL AND e.recipient_keys && keys;
    DELETE FROM mail_bounces b WHERE b.organization_id = organization AND b.recipient_key = ANY (keys);
    DELETE FROM workflow_approvals a USING workflow_execution_steps s
    WHERE s.organization_id = organization AND s.execution_log_id = ANY (concerned || runs)
      AND (s.execution_log_id = ANY (concerned) OR (s.execution_log_id, s.step_index) IN (SELECT * FROM unnest(steps, places)))
      AND a.organization_id = organization AND a.execution_log_id = s.execution_log_id AND a.step_index = s.step_index;
    UPDATE workflow_execution_steps s SET step_config = NULL, result = NULL, error_message = NULL, subjects = '{}'
    WHERE s.organization_id = organization AND s.execution_log_id = ANY (concerned || runs)
      AND (s.execution_log_id = ANY (concerned) OR (s.execution_log_id, s.step_index) IN (SELECT * FROM unnest(steps, places)));
    IF cardinality(concerned || runs) > 0 THEN
        PERFORM app.forget_answers(organization, 'workflow-run', 'workflow-runs', (concerned || runs)::text[]);
    END IF;
END
$$;

-- An account is deleted: of the person's name and address nothing stays with the organizations, whose logs keep who did what when. Of
-- those that go along (own) nobody is left to read the values. An address that was never proven is somebody else's for all that is
-- known, who keeps what is sent and meant for it; so does another account that has it meanwhile.
CREATE FUNCTION app.forget_person(person uuid, own uuid[]) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$
DECLARE
    proven     text[] := ARRAY(
        SELECT known.address
        FROM (SELECT u.email FROM auth.users u WHERE u.id = person AND u.email_confirmed_at IS NOT NULL
              UNION SELECT u.phone FROM auth.users u WHERE u.id = person AND u.phone_confirmed_at IS NOT NULL
              UNION SELECT i.email FROM invitations i WHERE i.accepted_by_id = person) AS known (address)
        WHERE NOT EXISTS (SELECT FROM auth.users u WHERE u.id <> person AND u.deleted_at IS NULL AND known.address IN (u.email, u.phone)));
    claimed    text[] := ARRAY(SELECT unnest(ARRAY[u.email, u.phone, u.email_change, u.phone_change]) FROM auth.users u WHERE u.id = person);
    invitation record;
BEGIN
    PERFORM app.forget_values(told.organization_id, told.resource_type, ARRAY[person::text])
    FROM (SELECT a.organization_id, a.resource_type FROM audit_logs a
          WHERE a.resource_type IN ('profile', 'user') AND a.resource_id = person::text
          UNION SELECT e.organization_id, 'profile' FROM audit_log_exports e WHERE e.requested_by = person) AS told;
    PERFORM app.empty_log(gone) FROM unnest(own) AS gone WHERE NOT app.hold_values(gone, '*', '{*}');
    FOR invitation IN DELETE FROM invitations i WHERE i.accepted_by_id = person OR i.email = ANY (proven)
                      RETURNING i.organization_id AS organization, i.id::text AS id, i.email, i.address LOOP
        PERFORM app.forget_values(invitation.organization, 'invitation', ARRAY[invitation.id]);
        UPDATE idempotency_keys k SET body = '', headers = k.headers || '{"Cache-Control": "no-store"}'
        WHERE k.organization_id = invitation.organization
          AND (position(convert_to(invitation.email, 'UTF8') IN k.body) > 0 OR position(convert_to(invitation.address, 'UTF8') IN k.body) > 0)
          AND coalesce(k.headers ->> 'Location', '/api/v1/invitations/') LIKE '/api/v1/invitations/%';
        DELETE FROM outbound_notifications n WHERE n.organization_id = invitation.organization AND n.recipient IN (invitation.email, invitation.address);
        PERFORM app.record_action(invitation.organization, NULL, NULL, 'invitation.deleted', 'authorization', 'info', 'invitation deleted', 'invitation',
                                  invitation.id, '{"accountDeleted": true}', NULL);
    END LOOP;
    -- Those that name the person as whoever invites, too. Whoever is sending one of them just now finds it gone.
    DELETE FROM outbound_notifications n USING invitations i
    WHERE i.invited_by_id = person AND n.organization_id = i.organization_id AND n.recipient = i.email AND n.template_name = 'organization-invitation';
    DELETE FROM outbound_notifications n WHERE n.recipient = ANY (proven) OR n.about_account AND n.recipient = ANY (claimed);
    DELETE FROM mail_bounces b WHERE b.recipient_key = ANY (proven);
    DELETE FROM login_attempts l WHERE l.user_id = person OR l.email = ANY (proven);
    DELETE FROM ip_access_log l WHERE l.user_id = person;
    UPDATE security_events e SET ip_address = NULL, user_agent = NULL, geolocation = NULL, blocked_addresses = NULL,
        threat_indicators = e.threat_indicators - 'addresses' - 'exemptAddresses' WHERE e.user_id = person;
END
$$;

DO $$
DECLARE
    definer text;
BEGIN
    GRANT CREATE ON SCHEMA app TO tenantry_provisioner;
    ALTER FUNCTION app.forget_values(uuid, text, text[]) OWNER TO tenantry_provisioner;
    ALTER FUNCTION app.forget_person(uuid, uuid[]) OWNER TO tenantry_provisioner;
    FOREACH definer IN ARRAY ARRAY['app.forget_audited(uuid, text, text[])', 'app.forget_held(uuid, integer)', 'app.forget_answers(uuid, text, text, text[])', 'app.forget_runs(uuid, text, text[])'] LOOP
        EXECUTE format('ALTER FUNCTION %s OWNER TO tenantry_provisioner', definer);
        EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO tenantry_app', definer);
    END LOOP;
    REVOKE CREATE ON SCHEMA app FROM tenantry_provisioner;
END
$$;
