-- What runs wait for besides time.

-- Events that runs wait for: of a name, where what they tell has a value. A run that leaves the queue waits no more.
CREATE TABLE workflow_waits (
    organization_id uuid        NOT NULL,
    -- The run's.
    id              bigint      NOT NULL,
    event_name      text        NOT NULL,
    -- What the event tells, trigger.contactId=17.
    match_key       text        NOT NULL,
    -- What it tells besides, as the step says.
    filter          jsonb,
    expires_at      timestamptz NOT NULL,
    -- What had been committed when the wait began came before it, and the last of that: of whatever has a higher id that need not be asked, nor
    -- can it be of what another server has been given by a dump.
    began           pg_snapshot NOT NULL DEFAULT pg_current_snapshot(),
    last_event_id   bigint      NOT NULL,
    -- The one that has come.
    event_id        bigint,
    CONSTRAINT workflow_waits_pkey PRIMARY KEY (organization_id, id),
    CONSTRAINT workflow_waits_id_fkey FOREIGN KEY (organization_id, id) REFERENCES workflow_run_queue (organization_id, id) ON DELETE CASCADE
);
CREATE INDEX idx_workflow_waits_event ON workflow_waits (organization_id, event_name, match_key) WHERE event_id IS NULL;
SELECT app.protect('workflow_waits');

-- Events that came while somebody else held the wait, who may end it: they are the wait's as soon as nobody does, where it is still there. Nothing
-- refers to it, so that who writes this waits for nobody.
CREATE TABLE workflow_late_events (
    organization_id uuid        NOT NULL,
    -- The run that waits.
    id              bigint      NOT NULL,
    event_id        bigint      NOT NULL,
    -- When the wait is over that it is for: another one of the same run is over at another time.
    expires_at      timestamptz NOT NULL,
    CONSTRAINT workflow_late_events_pkey PRIMARY KEY (organization_id, id, event_id)
);
SELECT app.protect('workflow_late_events');

-- What runs wait for people to allow. Whoever is to answer has a row, and one who is no member any more counts no longer. A run
-- that leaves the queue asks no more; what it asked stays as long as the run.
CREATE TABLE workflow_approvals (
    organization_id uuid        NOT NULL,
    id              uuid        NOT NULL,
    execution_log_id bigint     NOT NULL,
    step_index      integer     NOT NULL,
    message         text        NOT NULL,
    policy          text        NOT NULL,
    -- Nobody answered in time, and others were asked.
    is_escalated    boolean     NOT NULL DEFAULT false,
    expires_at      timestamptz NOT NULL,
    created_at      timestamptz NOT NULL DEFAULT now(),
    outcome         text,
    decided_at      timestamptz,
    -- Decided as nobody had in time.
    is_timed_out    boolean     NOT NULL DEFAULT false,
    CONSTRAINT workflow_approvals_pkey PRIMARY KEY (organization_id, id),
    CONSTRAINT workflow_approvals_execution_log_id_fkey FOREIGN KEY (organization_id, execution_log_id)
        REFERENCES workflow_execution_logs (organization_id, id) ON DELETE CASCADE,
    CONSTRAINT workflow_approvals_policy_check CHECK (policy IN ('any', 'all')),
    CONSTRAINT workflow_approvals_outcome_check CHECK (outcome IN ('approved', 'rejected')),
    CONSTRAINT workflow_approvals_decided_check CHECK ((outcome IS NULL) = (decided_at IS NULL))
);
CREATE INDEX idx_workflow_approvals_execution_log_id ON workflow_approvals (organization_id, execution_log_id, step_index);
CREATE UNIQUE INDEX workflow_approvals_open_key ON workflow_approvals (organization_id, execution_log_id) WHERE outcome IS NULL;
CREATE INDEX idx_workflow_approvals_created_at ON workflow_approvals (organization_id, created_at, id);
SELECT app.protect('workflow_approvals'), app.open_to('workflow_approvals', 'tenantry_provisioner', 'SELECT, DELETE');

-- What has become of one: its outcome, or whether its run still waits for anything.
CREATE FUNCTION app.approval_status(organization uuid, run bigint, outcome text) RETURNS text
    LANGUAGE sql STABLE
    RETURN coalesce(outcome, CASE WHEN EXISTS (SELECT FROM public.workflow_run_queue q WHERE q.organization_id = organization AND q.id = run)
        THEN 'pending' ELSE 'withdrawn' END);
GRANT EXECUTE ON FUNCTION app.approval_status(uuid, bigint, text) TO tenantry_app;

CREATE TABLE workflow_approval_assignees (
    organization_id uuid        NOT NULL,
    id              uuid        NOT NULL,
    approval_id     uuid        NOT NULL,
    user_id         uuid        NOT NULL,
    is_approved     boolean,
    comment         text,
    answered_at     timestamptz,
    -- By mail. False where that has to wait, as they have been sent as many of these as they may for now.
    is_told         boolean     NOT NULL DEFAULT true,
    created_at      timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT workflow_approval_assignees_pkey PRIMARY KEY (organization_id, id),
    CONSTRAINT workflow_approval_assignees_user_key UNIQUE (organization_id, approval_id, user_id),
    CONSTRAINT workflow_approval_assignees_approval_id_fkey FOREIGN KEY (organization_id, approval_id)
        REFERENCES workflow_approvals (organization_id, id) ON DELETE CASCADE,
    CONSTRAINT workflow_approval_assignees_answer_check CHECK ((is_approved IS NULL) = (answered_at IS NULL))
);
CREATE INDEX idx_workflow_approval_assignees_untold ON workflow_approval_assignees (organization_id, user_id) WHERE NOT is_told;
CREATE INDEX idx_workflow_approval_assignees_user_id ON workflow_approval_assignees (organization_id, user_id, approval_id);
SELECT app.protect('workflow_approval_assignees'), app.open_to('workflow_approval_assignees', 'tenantry_provisioner', 'SELECT');

-- Runs that ask somebody who is a member no more are to look again whether enough of the others have answered. One that is held just now may
-- wait for what this transaction holds: it is passed over, and looks by itself later.
CREATE FUNCTION app.wake_approvals_of(organization uuid, member uuid) RETURNS void
    LANGUAGE plpgsql AS
$$
BEGIN
    WITH woken AS (
        UPDATE public.workflow_run_queue q SET due_at = now() WHERE q.organization_id = organization AND q.id IN (
            SELECT w.id FROM public.workflow_run_queue w WHERE w.organization_id = organization AND w.id IN (
                SELECT a.execution_log_id FROM public.workflow_approval_assignees s
                JOIN public.workflow_approvals a ON a.organization_id = organization AND a.id = s.approval_id AND a.outcome IS NULL
                WHERE s.organization_id = organization AND s.user_id = member)
            FOR NO KEY UPDATE SKIP LOCKED)
        RETURNING q.id)
    INSERT INTO public.work_tickets (organization_id, queue) SELECT organization, 'runs' FROM woken LIMIT 1;
END
$$;
GRANT CREATE ON SCHEMA app TO tenantry_provisioner;
ALTER FUNCTION app.wake_approvals_of(uuid, uuid) OWNER TO tenantry_provisioner;
REVOKE CREATE ON SCHEMA app FROM tenantry_provisioner;

-- What is mailed to those who are asked, by which they answer without signing in. A link outlives what was asked, so that whoever opens it later is
-- told what has become of it; it goes with its run.
CREATE TABLE workflow_approval_links (
    organization_id uuid        NOT NULL,
    id              uuid        NOT NULL,
    execution_log_id bigint     NOT NULL,
    approval_id     uuid        NOT NULL,
    user_id         uuid        NOT NULL,
    -- SHA-256 of what the link ends with.
    token_hash      text        NOT NULL,
    is_used         boolean     NOT NULL DEFAULT false,
    created_at      timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT workflow_approval_links_pkey PRIMARY KEY (organization_id, id),
    CONSTRAINT workflow_approval_links_execution_log_id_fkey FOREIGN KEY (organization_id, execution_log_id)
        REFERENCES workflow_execution_logs (organization_id, id) ON DELETE CASCADE
);
CREATE INDEX idx_workflow_approval_links_execution_log_id ON workflow_approval_links (organization_id, execution_log_id);
CREATE INDEX idx_workflow_approval_links_approval_id ON workflow_approval_links (organization_id, approval_id, user_id);
SELECT app.protect('workflow_approval_links', 'organization', 'SELECT, INSERT, UPDATE');
