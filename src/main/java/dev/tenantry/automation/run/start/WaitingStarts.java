package dev.tenantry.automation.run.start;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.automation.admission.Admissions;
import dev.tenantry.automation.admission.Backlog;
import dev.tenantry.automation.definition.Enrolment;
import dev.tenantry.automation.run.RunQueue;
import dev.tenantry.automation.run.start.DebouncedStarts.Debounced;
import dev.tenantry.shared.dispatch.EventTurns;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.shared.work.Signals;
import dev.tenantry.shared.work.Tickets;

/** Starts what has waited: events whose debounce is over, and runs that there is a slot for. In the tenant's context. */
@Component
class WaitingStarts {

    /** Workflows, and debounced events, in one look. */
    private static final int MOST = 200;
    private static final Duration A_WHILE = Duration.ofSeconds(1);

    /** Those that wait longest: what is looked at is gone then. */
    private static final String DUE = """
            select workflow_id from workflow_debounces where organization_id = app.org_id() and due_at <= now() order by due_at limit ?""";
    /** What is in the trash has no limits: its runs are to end. */
    private static final String LOCK = """
            select w.id, case when w.deleted_at is null then w.enrolment else '{}' end as enrolment from workflow_definitions w
            where w.organization_id = app.org_id() and w.id = any (?) order by w.id for no key update""";
    private static final String DEBOUNCED = """
            delete from workflow_debounces where organization_id = app.org_id() and (workflow_id, key) in (
                select d.workflow_id, d.key from workflow_debounces d
                where d.organization_id = app.org_id() and d.workflow_id = any (?) and d.due_at <= now() order by d.due_at limit ?)
            returning workflow_id, event_id, met_by""";
    /** Nothing of no debounces, of which {@code greatest} alone would make zero, so that the organization is looked at for ever. */
    private static final String NEXT = """
            select least(
                (select ceil(extract(epoch from greatest(min(due_at) - now(), interval '0')) * 1000)::bigint from workflow_debounces
                 where organization_id = app.org_id() having count(*) > 0),
                case when exists (select from workflow_backlog where organization_id = app.org_id()) then ?::bigint end)""";

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final EventTurns turns;
    private final DebouncedStarts debounced;
    private final Backlog backlog;
    private final Tickets tickets;
    private final Signals signals;
    /** The workflow that the next look at an organization's backlog goes on behind, where not all were looked at. */
    private final Map<UUID, UUID> lastLookedAt = new ConcurrentHashMap<>();

    WaitingStarts(JdbcClient jdbc, JsonMapper json, EventTurns turns, DebouncedStarts debounced, Backlog backlog,
            Tickets tickets, Signals signals) {
        this.jdbc = jdbc;
        this.json = json;
        this.turns = turns;
        this.debounced = debounced;
        this.backlog = backlog;
        this.tickets = tickets;
        this.signals = signals;
    }

    /** @param announces whether somebody is to look again for what is left then @return whether something is */
    @Transactional
    boolean look(boolean announces) {
        var due = jdbc.sql(DUE).param(MOST).query((row, _) -> row.getObject(1, UUID.class)).list();
        if (!due.isEmpty()) {
            turns.hold();
        }
        var workflows = ofBacklog(TenantContext.current().organizationId());
        workflows.addAll(due);
        var enrolments = lock(workflows);
        if (!enrolments.isEmpty()) {
            var fanOut = debounced.fanOut();
            var begun = due.isEmpty() ? 0 : debounced.start(due(due), fanOut);
            begun += backlog.admit(enrolments, RunQueue.NAME);
            // Behind what waits and the runs that are ended, as by whoever dispatches events.
            fanOut.save();
            if (begun > 0) {
                signals.afterCommit(RunQueue.NAME);
            }
        }
        var next = next();
        if (next != null && announces) {
            tickets.add(Admissions.QUEUE, next);
        }
        return next != null;
    }

    /** In turn, as the slots of many may be taken for long. */
    private Set<UUID> ofBacklog(UUID organization) {
        var last = lastLookedAt.remove(organization);
        var workflows = new LinkedHashSet<>(backlog.workflows(last, MOST));
        if (last != null) {
            workflows.addAll(backlog.workflows(null, MOST - workflows.size()));
        }
        if (workflows.size() == MOST) {
            lastLookedAt.put(organization, workflows.getLast());
        }
        return workflows;
    }

    private Map<UUID, Enrolment> lock(Set<UUID> workflows) {
        var enrolments = new HashMap<UUID, Enrolment>();
        if (!workflows.isEmpty()) {
            jdbc.sql(LOCK)
                    .param(workflows.toArray(UUID[]::new))
                    .query((RowCallbackHandler) row -> enrolments.put(row.getObject("id", UUID.class),
                            Enrolment.read(json.readTree(row.getString("enrolment")))));
        }
        return enrolments;
    }

    private List<Debounced> due(List<UUID> workflows) {
        return jdbc.sql(DEBOUNCED)
                .params(workflows.toArray(UUID[]::new), MOST)
                .query((row, _) -> new Debounced(row.getObject("workflow_id", UUID.class), row.getLong("event_id"),
                        row.getObject("met_by", Long.class)))
                .list();
    }

    /** When somebody is to look again; null where nothing waits. */
    private @Nullable Duration next() {
        return jdbc.sql(NEXT)
                .param(A_WHILE.toMillis())
                .query((row, _) -> Optional.ofNullable(row.getObject(1, Long.class)))
                .single()
                .map(Duration::ofMillis)
                .orElse(null);
    }
}
