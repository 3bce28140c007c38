package dev.tenantry.automation.run.dryrun;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.automation.definition.Warnings;
import dev.tenantry.automation.definition.WorkflowDocument;
import dev.tenantry.automation.rights.Rights;
import dev.tenantry.automation.run.dryrun.DryRunResponse.DryStep;
import dev.tenantry.automation.run.dryrun.TriedWorkflows.Tried;
import dev.tenantry.automation.run.step.Publisher;
import dev.tenantry.automation.run.step.SegmentKernel;
import dev.tenantry.shared.problem.FieldError;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.tenancy.TenantContext;

/**
 * Tries workflows without doing anything: the transaction is read-only, so the database refuses what would write, and what acts
 * outside is not asked to. Whoever tries one sees what it would read, and so has to be allowed all of what it does.
 */
@Service
@Transactional(readOnly = true)
class DryRunService {

    private static final int MOST_OTHERS = 20;
    private static final int MOST_WARNINGS = 20;

    private final TriedWorkflows workflows;
    private final TriedStart start;
    private final SegmentKernel kernel;
    private final Rights rights;
    private final Warnings warnings;
    private final Clock clock;

    DryRunService(TriedWorkflows workflows, TriedStart start, SegmentKernel kernel, Warnings warnings, Clock clock) {
        this.warnings = warnings;
        this.workflows = workflows;
        this.start = start;
        this.kernel = kernel;
        this.rights = kernel.rights();
        this.clock = clock;
    }

    /** @throws ProblemException 403 that names what the caller lacks; 404 where there is no such workflow, version, draft or event */
    DryRunResponse run(UUID workflow, DryRunRequest request) {
        request.demandValid();
        return TenantContext.lendTo(TenantContext.current().forAll(), () -> asARun(workflow, request));
    }

    /** What is private to whoever tries it, runs do not have either. */
    private DryRunResponse asARun(UUID workflow, DryRunRequest request) {
        var tried = (request.isOfDraft() ? workflows.draft(workflow) : workflows.find(workflow, request.version()))
                .orElseThrow(ProblemException::notFound);
        var document = tried.document();
        rights.demand(document);
        demandSteps(document, request.stated().keySet());
        var held = rights.of(rights.publication());
        var triggerData = start.triggerData(document.trigger(), request);
        var reason = start.objection(document.trigger(), triggerData);
        var run = new DryRun(kernel, workflows, Publisher.with(held), request.stated(), new Foresight(request),
                clock.instant());
        run.through(tried.begun(triggerData));
        return new DryRunResponse(workflow, tried.version(), reason == null, reason, objection(tried, document),
                run.error() == null ? DryRunResponse.Outcome.SUCCEEDED : DryRunResponse.Outcome.FAILED, run.error(),
                run.now(), triggerData, run.steps(), notReached(tried, run.steps()), warned(tried, run.steps()));
    }

    private @Nullable String objection(Tried tried, WorkflowDocument document) {
        return tried.publication().member() == null ? null : rights.objection(document, tried.publication());
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

    private List<FieldError> warned(Tried tried, List<DryStep> steps) {
        var reached = reached(tried, steps);
        var told = warnings.of(tried.id(), tried.document(), step -> reached.contains(step.id())).stream();
        var others = places(tried, steps).entrySet()
                .stream()
                .limit(MOST_OTHERS)
                .flatMap(other -> warnedOfOther(other.getKey(), other.getValue(), steps));
        return Stream.concat(told, others).limit(MOST_WARNINGS).toList();
    }

    /** At what names it in the other workflow, behind the place of the step that carries that out: {@code call.steps[0].config}. */
    private Stream<FieldError> warnedOfOther(UUID workflow, String place, List<DryStep> steps) {
        return workflows.find(workflow, null).stream().flatMap(other -> {
            var reached = reached(other, steps);
            return warnings.ofSteps(workflow, other.document(), step -> reached.contains(step.id()))
                    .stream()
                    .map(one -> new FieldError(place + "." + one.field(), one.code(), one.message()));
        });
    }

    /** The other workflows that would be carried out, each by the place that does so first. */
    private static Map<UUID, String> places(Tried tried, List<DryStep> steps) {
        var places = new LinkedHashMap<UUID, String>();
        steps.stream()
                .filter(step -> step.path() != null && !step.workflowId().equals(tried.id()))
                .forEach(step -> places.putIfAbsent(step.workflowId(), step.path()));
        return places;
    }

    private static List<String> notReached(Tried tried, List<DryStep> steps) {
        var reached = reached(tried, steps);
        return ids(tried.document()).filter(id -> !reached.contains(id)).toList();
    }

    private static Set<String> reached(Tried tried, List<DryStep> steps) {
        return steps.stream()
                .filter(step -> step.workflowId().equals(tried.id()))
                .map(DryStep::stepId)
                .collect(Collectors.toSet());
    }
}
