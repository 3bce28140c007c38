package dev.tenantry.automation.workflow;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.automation.Automations;
import dev.tenantry.automation.definition.Enrolment;
import dev.tenantry.automation.rights.Rights;
import dev.tenantry.shared.listing.Field.Matching;
import dev.tenantry.shared.listing.ListDefinition;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.ListSource;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.record.RecordKernel;
import dev.tenantry.shared.tenancy.Ids;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.shared.web.IfMatch;

/** Authoring: every save is checked as a whole, and makes a version where it changes what the workflow does. */
@Service
@Transactional(readOnly = true)
class WorkflowService implements ListSource, Automations {

    private static final ListDefinition<Workflow> LISTING = ListDefinition.of(Workflow.class)
            .field("id", UUID.class)
            .text("name")
            .oneOf("triggerType", List.of("manual", "schedule", "event", "date", "webhook", "api_call"))
            .field("active", Boolean.class)
            .field("hasDraft", Boolean.class)
            .nullable("lastRunAt", Instant.class)
            .field("runCount", Long.class)
            .nullable("createdBy", UUID.class)
            .found("names", "app.workflows_naming", Matching.EXACT)
            .field("createdAt", Instant.class)
            .field("updatedAt", Instant.class)
            .build();
    private static final ListDefinition<Workflow> TRASH = LISTING.under("e.deletedAt is not null").withDeletedAt();
    /** The properties that say what a workflow does: what they name is looked at where they are stated, and when it is activated. */
    private static final List<String> DOES = List.of("trigger", "steps", Enrolment.NAME);

    private final RecordKernel kernel;
    private final EntityManager entities;
    private final WorkflowChecks checks;
    private final Rights rights;
    private final Triggers triggers;
    private final Variables variables;
    private final WorkflowResponses responses;

    WorkflowService(RecordKernel kernel, WorkflowChecks checks, Rights rights, Triggers triggers,
            Variables variables, WorkflowResponses responses) {
        this.kernel = kernel;
        this.entities = kernel.entities();
        this.checks = checks;
        this.rights = rights;
        this.triggers = triggers;
        this.variables = variables;
        this.responses = responses;
    }

    @Override
    public ListDefinition<?> trash() {
        return TRASH;
    }

    @Override
    public ListDefinition<?> listing() {
        return LISTING;
    }

    @Override
    public Class<?> shows() {
        return WorkflowResponse.class;
    }

    Page<WorkflowResponse> list(ListRequest request) {
        return kernel.lists().list(LISTING.under("e.deletedAt is null"), request).map(responses::listed);
    }

    Page<WorkflowResponse> listTrash(ListRequest request) {
        return kernel.lists().list(TRASH, request).map(responses::listed);
    }

    WorkflowResponse get(UUID id) {
        return responses.single(live(entities.find(Workflow.class, id)));
    }

    @Override
    @Transactional
    public UUID start(String name, @Nullable String description, ObjectNode trigger, JsonNode steps) {
        var request = new NewWorkflowRequest(name, description, trigger, steps, null, null, null);
        return activate(create(request).id(), IfMatch.ANY).id();
    }

    @Transactional
    WorkflowResponse create(NewWorkflowRequest authored) {
        variables.demandValid(authored.declared());
        checks.check(authored.workflow(), authored.types());
        return made(authored);
    }

    /** What it names may not be there: the answer warns of that, and until it is set, or there, nobody activates it. */
    @Transactional
    WorkflowResponse createUnresolved(NewWorkflowRequest authored) {
        variables.demandValid(authored.declared());
        var unresolved = checks.checkButNames(authored.workflow(), authored.types());
        return made(authored).warning(unresolved);
    }

    private WorkflowResponse made(NewWorkflowRequest authored) {
        var workflow = new Workflow(Ids.next(), authored.workflow(), TenantContext.currentUser());
        entities.persist(workflow);
        Workflow.LIMIT.keep(entities, Workflow.class);
        entities.flush();
        variables.add(workflow.getId(), authored.declared());
        entities.persist(version(workflow, authored.workflow()));
        return followed(workflow);
    }

    @Transactional
    WorkflowResponse replace(UUID id, WorkflowRequest request, IfMatch ifMatch) {
        checks.demandMeaningful(request, variables.types(id));
        var workflow = lockedToPublish(id, ifMatch);
        checks.check(request, variables.types(id));
        OfRule.demandNone(entities, id);
        return change(workflow, request);
    }

    @Transactional
    WorkflowResponse replaceOwned(UUID id, NewWorkflowRequest authored) {
        var workflow = lockedToPublish(id, IfMatch.ANY);
        checks.check(authored.workflow(), authored.types());
        return change(workflow, authored.workflow());
    }

    @Transactional
    WorkflowResponse patch(UUID id, ObjectNode patch, IfMatch ifMatch) {
        var workflow = lockedToPublish(id, ifMatch);
        var request = kernel.patches().apply(new WorkflowRequest(workflow), patch);
        if (DOES.stream().anyMatch(patch::has)) {
            checks.check(request, variables.types(id));
        } else {
            checks.demandRights(request, variables.types(id));
        }
        OfRule.demandNone(entities, id);
        var version = workflow.getCurrentVersion();
        var patched = change(workflow, request);
        if (request.changeSummary() != null && patched.currentVersion() == version) {
            throw ProblemException.invalid("changeSummary", "no-version",
                    "the trigger and the steps stay as they are, and so there is no new version that it would be kept with");
        }
        return patched;
    }

    /** @throws ProblemException 409 where the workflow does just that */
    @Transactional
    WorkflowResponse rollBack(UUID id, WorkflowVersionResponse version, @Nullable String summary, IfMatch ifMatch) {
        var workflow = lockedToPublish(id, ifMatch);
        return become(workflow, new WorkflowRequest(workflow, version, summary),
                "what it did by version " + version.versionNumber());
    }

    /** Another version of it, in force where it is active. @param called what it is to do @throws ProblemException 409 where it does just that */
    WorkflowResponse become(Workflow workflow, WorkflowRequest request, String called) {
        checks.check(request, variables.types(workflow.getId()));
        OfRule.demandNone(entities, workflow.getId());
        var before = workflow.getCurrentVersion();
        var changed = change(workflow, request);
        if (changed.currentVersion() == before) {
            throw ProblemException.conflict("the workflow does " + called);
        }
        return changed;
    }

    @Transactional
    WorkflowResponse activate(UUID id, IfMatch ifMatch) {
        var workflow = lockedToPublish(id, ifMatch);
        var request = checks.demandWhole(workflow, variables.types(id));
        variables.demandValues(id);
        if (workflow.change(request)) {
            entities.persist(version(workflow, request));
        }
        return published(workflow);
    }

    @Transactional
    WorkflowResponse deactivate(UUID id, IfMatch ifMatch, boolean isEvenIfUsed) {
        checks.keepCalls();
        var workflow = locked(id, ifMatch);
        checks.demandUncalled(workflow, isEvenIfUsed || !workflow.isActive());
        workflow.deactivate();
        return followed(workflow);
    }

    private WorkflowResponse change(Workflow workflow, WorkflowRequest request) {
        if (workflow.change(request)) {
            checks.demandToChange(workflow);
            entities.persist(version(workflow, request));
            if (workflow.isActive()) {
                return published(workflow);
            }
        }
        return followed(workflow);
    }

    private WorkflowResponse published(Workflow workflow) {
        var before = workflow.publication();
        workflow.publish(rights.publication());
        var shown = followed(workflow);
        return workflow.publication().narrows(before) ? shown.warning(WorkflowResponse.NARROWED) : shown;
    }

    private WorkflowResponse followed(Workflow workflow) {
        triggers.follow(workflow);
        entities.flush();
        return responses.single(workflow);
    }

    private WorkflowVersion version(Workflow workflow, WorkflowRequest request) {
        return new WorkflowVersion(Ids.next(), workflow, request, request.document(variables.types(workflow.getId())),
                rights::needed, TenantContext.currentUser(), kernel.clock().instant());
    }

    Workflow lockedToPublish(UUID id, IfMatch ifMatch) {
        checks.keepToPublish();
        return locked(id, ifMatch);
    }

    Workflow locked(UUID id, IfMatch ifMatch) {
        var workflow = live(entities.find(Workflow.class, id, LockModeType.PESSIMISTIC_WRITE));
        ifMatch.check(() -> responses.single(workflow));
        return workflow;
    }

    private static Workflow live(@Nullable Workflow workflow) {
        if (workflow == null || workflow.isTrashed()) {
            throw ProblemException.notFound();
        }
        return workflow;
    }
}
