package dev.tenantry.automation.run;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.automation.definition.WorkflowDocument;
import dev.tenantry.automation.rights.Rights;
import dev.tenantry.automation.run.DryRunResponse.DryStep;
import dev.tenantry.automation.version.CompiledVersions;
import dev.tenantry.automation.version.CompiledVersions.Version;
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
    private final JdbcClient jdbc;
    private final CompiledVersions versions;
    private final TriedStart start;
    private final SegmentKernel kernel;
    private final Rights rights;
    private final Clock clock;

    DryRunService(JdbcClient jdbc, CompiledVersions versions, TriedStart start,
            SegmentKernel kernel, Clock clock) {
        this.jdbc = jdbc;
        this.versions = versions;
        this.start = start;
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
        demandSteps(document, request.stated().keySet());
        var held = rights.of(Objects.requireNonNull(TenantContext.current().userId()));
        var triggerData = start.triggerData(document.trigger(), request, held);
        var reason = start.objection(document.trigger(), triggerData);
        var run = new DryRun(kernel.scopes(), kernel.actions(),
                Publisher.with(held), request.stated(), clock.instant());
        run.through(new RunState(0, 0, RunStatus.RUNNING, tried.publisher, workflow, tried.name, document, 0, 0, false,
                null, triggerData, null, null, List.of(), RunState.Part.WHOLE));
        return new DryRunResponse(workflow, tried.version, reason == null, reason, objection(tried, document),
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

    private @Nullable String objection(Tried tried, WorkflowDocument document) {
        return tried.publisher == null ? null : rights.objection(document, rights.of(tried.publisher));
    }

    private static void demandSteps(WorkflowDocument document, Set<String> ids) {
        var known = ids(document).collect(Collectors.toSet());
        for (var id : ids) {
            if (!known.contains(id)) {
                throw ProblemException.invalid("results." + id, "unknown",
                        "the workflow has no step of this id");
            }
        }
    }

    /** Of its steps and those within them. */
    private static Stream<String> ids(WorkflowDocument document) {
        return document.steps()
                .stream()
                .flatMap(step -> Stream.concat(Stream.of(step.id()),
                        document.within(step).stream().flatMap(DryRunService::ids)));
    }

    private static List<String> notReached(WorkflowDocument document, List<DryStep> steps) {
        Set<String> reached = steps.stream().map(DryStep::stepId).collect(Collectors.toSet());
        return ids(document).filter(id -> !reached.contains(id)).toList();
    }
}
