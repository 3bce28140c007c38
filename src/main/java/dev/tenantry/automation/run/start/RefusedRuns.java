package dev.tenantry.automation.run.start;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.automation.admission.Admissions;
import dev.tenantry.automation.definition.Comparisons;
import dev.tenantry.automation.run.EngineSettings;
import dev.tenantry.automation.run.RunQueue;
import dev.tenantry.automation.run.RunStatus;
import dev.tenantry.automation.version.CompiledVersions.Version;
import dev.tenantry.shared.dispatch.PastEvents;
import dev.tenantry.shared.dispatch.PendingEvent;
import dev.tenantry.shared.work.Signals;

/**
 * Runs that were refused as their cause had begun so many, and are to begin after all. Nothing of them has been carried out: they begin
 * as they would now, with the version that is in force, where its filter and its enrolment let them in. How many their cause has begun is
 * not asked, and a debounce counts as over.
 */
@Component
public class RefusedRuns {

    /** Looked at at a time. */
    private static final int AT_A_TIME = 100;
    /** Whoever works on one is let be. */
    private static final String HOLD = """
            select id, status from workflow_execution_logs
            where organization_id = app.org_id() and id = any (?) order by id for update skip locked""";

    private final JdbcClient jdbc;
    private final PastEvents events;
    private final ActiveWorkflows active;
    private final Comparisons comparisons;
    private final Admissions admission;
    private final EngineSettings settings;
    private final Signals signals;

    RefusedRuns(JdbcClient jdbc, PastEvents events, ActiveWorkflows active, Comparisons comparisons,
            Admissions admission, EngineSettings settings, Signals signals) {
        this.jdbc = jdbc;
        this.events = events;
        this.active = active;
        this.comparisons = comparisons;
        this.admission = admission;
        this.settings = settings;
        this.signals = signals;
    }

    /** A run that was refused, and what had asked for it. */
    public record Refused(Long id, UUID workflowId, UUID triggerId, long eventId, int depth) {}

    /**
     * How they are to begin.
     *
     * @param most      how many at most
     * @param apart     milliseconds between them; those that wait for a slot take none before
     * @param isPreview whether nothing is to be done; the enrolment is not asked then
     * @param demand    that the caller may do what a version does which they begin with
     */
    public record Terms(int most, double apart, boolean isPreview, Consumer<Version> demand) {}

    /**
     * What came of it.
     *
     * @param skipped  how many somebody is working on
     * @param left     how many cannot begin, by reason
     * @param lookedAt how many of the runs that was, from the first one on; of further ones nothing is said
     */
    public record Result(int begun, int skipped, Map<String, Integer> left, int lookedAt) {}

    /** Keeps the workflows as they are until the end of the transaction. @param refused the oldest first */
    public Result begin(List<Refused> refused, Terms terms) {
        var kept = active.keep(refused.stream().map(Refused::workflowId).collect(Collectors.toSet()));
        var beginnings = new Beginnings(jdbc, comparisons, admission, terms);
        var lookedAt = 0;
        while (lookedAt < refused.size()) {
            var some = refused.subList(lookedAt, Math.min(refused.size(), lookedAt + AT_A_TIME));
            if (beginnings.begun() + some.size() > terms.most) {
                break;
            }
            lookedAt += some.size();
            var possible = some.stream().filter(one -> isPossible(one, kept, beginnings)).toList();
            var held = held(possible, terms, beginnings);
            events.pages(held, Refused::eventId).forEach(page -> begin(page, beginnings));
        }
        new CauseStore(jdbc, settings).add(beginnings.roots());
        signals.afterCommit(RunQueue.NAME);
        return beginnings.result(lookedAt);
    }

    private boolean isPossible(Refused one, Set<UUID> active, Beginnings beginnings) {
        var isTooDeep = one.depth >= settings.maxDepth();
        if (isTooDeep) {
            beginnings.leave("too many automations caused one another before it");
        } else if (!active.contains(one.workflowId)) {
            beginnings.leave("its workflow is not active");
        }
        return !isTooDeep && active.contains(one.workflowId);
    }

    /** Of what somebody had begin since nothing is said. */
    private List<Refused> held(List<Refused> some, Terms terms, Beginnings beginnings) {
        if (terms.isPreview || some.isEmpty()) {
            return some;
        }
        var statuses = new HashMap<Long, String>();
        Object ids = some.stream().map(Refused::id).toArray(Long[]::new);
        jdbc.sql(HOLD)
                .param(ids)
                .query((RowCallbackHandler) row -> statuses.put(row.getLong("id"), row.getString("status")));
        beginnings.skip(some.size() - statuses.size());
        return some.stream().filter(one -> RunStatus.REFUSED.toString().equals(statuses.get(one.id))).toList();
    }

    private void begin(List<Refused> page, Beginnings beginnings) {
        Map<Long, PendingEvent> told = events.of(page.stream().map(Refused::eventId).distinct().toList())
                .stream()
                .filter(event -> event.triggerData() != null)
                .collect(Collectors.toMap(PendingEvent::id, Function.identity()));
        var armed = active.startedBy(told.values(), page.stream().map(Refused::workflowId));
        beginnings.begin(page, told, armed);
    }
}
