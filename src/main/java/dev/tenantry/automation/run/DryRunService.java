package dev.tenantry.automation.run;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.automation.definition.Comparisons;
import dev.tenantry.automation.definition.Scope;
import dev.tenantry.automation.definition.Step;
import dev.tenantry.automation.definition.WorkflowDocument;
import dev.tenantry.automation.rights.Rights;
import dev.tenantry.automation.run.CompiledVersions.Version;
import dev.tenantry.automation.run.DryRunResponse.DryStep;
import dev.tenantry.shared.database.Rows;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.tenancy.TenantContext;

/**
 * Tries workflows without doing anything: the transaction is read-only, so the database refuses what would write, and what acts
 * outside is not asked to. Whoever tries one sees what it would read, and so has to be allowed all of what it does.
 */
@Service
@Transactional(readOnly = true)
class DryRunService {

    private static final String FIND = """
            select name, current_version, published_by from workflow_definitions
            where organization_id = app.org_id() and id = ? and deleted_at is null""";
    private static final String EVENT = """
            select id, event_name, aggregate_type, aggregate_id, payload, created_at from domain_events
            where organization_id = app.org_id() and id = ? and event_name = ?""";

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final CompiledVersions versions;
    private final Comparisons comparisons;
    private final SegmentKernel kernel;
    private final Rights rights;
    private final Clock clock;

    DryRunService(JdbcClient jdbc, JsonMapper json, CompiledVersions versions, Comparisons comparisons,
            SegmentKernel kernel, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.versions = versions;
        this.comparisons = comparisons;
        this.kernel = kernel;
        this.rights = kernel.rights();
        this.clock = clock;
    }

    private record Tried(UUID id, String name, int version, @Nullable UUID publisher) {}

    /** @throws ProblemException 403 that names what the caller lacks; 404 where there is no such workflow, version or event */
    DryRunResponse run(UUID workflow, DryRunRequest request) {
        request.demandValid();
        var tried = find(workflow, request.version()).orElseThrow(ProblemException::notFound);
        var version = Version.of(workflow, tried.version);
        var document = Optional.ofNullable(versions.of(List.of(version)).get(version))
                .orElseThrow(ProblemException::notFound);
        rights.demand(document);
        var held = rights.of(Objects.requireNonNull(TenantContext.current().userId()));
        var triggerData = triggerData(document, request, held);
        var run = new DryRun(kernel.scopes(), kernel.actions(),
                Publisher.with(held), request.stated(), clock.instant());
        run.through(new RunState(0, 0, RunStatus.RUNNING, tried.publisher, workflow, tried.name, document, 0, 0, false,
                null, triggerData, null, null, List.of(), RunState.Part.WHOLE));
        return new DryRunResponse(workflow, tried.version, starts(document, triggerData), objection(tried, document),
                run.error() == null ? DryRunResponse.Outcome.SUCCEEDED : DryRunResponse.Outcome.FAILED, run.error(),
                run.now(), triggerData, run.steps(), notReached(document, run.steps()));
    }

    private Optional<Tried> find(UUID workflow, @Nullable Integer version) {
        return jdbc.sql(FIND)
                .param(workflow)
                .query((row, _) -> new Tried(workflow, row.getString("name"),
                        version == null ? row.getInt("current_version") : version,
                        row.getObject("published_by", UUID.class)))
                .optional();
    }

    private ObjectNode triggerData(WorkflowDocument document, DryRunRequest request, Set<String> held) {
        var data = json.createObjectNode();
        if (request.eventId() != null) {
            return event(document, request.eventId());
        }
        var trigger = request.input() == null ? json.createObjectNode() : request.input();
        if (request.record() != null) {
            var slash = request.record().indexOf('/');
            var type = request.record().substring(0, slash);
            if (!Scope.RECORDS.contains(type)) {
                throw ProblemException.invalid("record", "unknown",
                        "workflows are about these: " + String.join(", ", Scope.RECORDS));
            }
            var id = request.record().substring(slash + 1);
            if (!kernel.scopes().isThere(type, Long.valueOf(id), held)) {
                throw ProblemException.invalid("record", "unknown-reference", "there is no such record");
            }
            trigger.put(type + "Id", id);
        }
        data.set("trigger", trigger);
        return data;
    }

    /** Of the kind that the workflow reacts to: whoever may author that may read those. */
    private ObjectNode event(WorkflowDocument document, Long id) {
        var name = document.trigger().event();
        if (name == null) {
            throw ProblemException.invalid("eventId", "excluded", "the workflow reacts to no events");
        }
        return jdbc.sql(EVENT).params(id, name).query((row, _) -> {
            var data = json.createObjectNode();
            data.set("trigger", json.readTree(row.getString("payload")));
            data.putObject("event")
                    .put("id", row.getString("id"))
                    .put("name", row.getString("event_name"))
                    .put("aggregateType", row.getString("aggregate_type"))
                    .put("aggregateId", row.getString("aggregate_id"))
                    .put("occurredAt", Rows.instant(row, "created_at").toString());
            return data;
        })
                .optional()
                .orElseThrow(() -> ProblemException.invalid("eventId", "not-found",
                        "there is no such event " + name + ", or it has been forgotten"));
    }

    private boolean starts(WorkflowDocument document, ObjectNode data) {
        var trigger = document.trigger();
        return comparisons.hold(new Comparisons.Question(trigger, trigger.filter(),
                new Scope(Map.of("trigger", () -> data.path("trigger"), "event", () -> data.path("event"))),
                true));
    }

    private @Nullable String objection(Tried tried, WorkflowDocument document) {
        return tried.publisher == null ? null : rights.objection(document, rights.of(tried.publisher));
    }

    private static List<String> notReached(WorkflowDocument document, List<DryStep> steps) {
        Set<String> reached = steps.stream().map(DryStep::stepId).collect(Collectors.toSet());
        return document.steps().stream().map(Step::id).filter(id -> !reached.contains(id)).toList();
    }
}
