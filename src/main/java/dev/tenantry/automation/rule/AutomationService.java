package dev.tenantry.automation.rule;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.automation.definition.StepTypes;
import dev.tenantry.automation.workflow.Authoring;
import dev.tenantry.shared.listing.ListDefinition;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.ListSource;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.problem.FieldError;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.record.RecordKernel;
import dev.tenantry.shared.tenancy.Ids;
import dev.tenantry.shared.tenancy.RowLimit;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.shared.web.IfMatch;

/** Rules, each with the workflow that it is: what takes rights, is checked, activated and carried out is that. */
@Service
@Transactional(readOnly = true)
class AutomationService implements ListSource {

    private static final RowLimit LIMIT = RowLimit.ofOrganization("automations", 500);
    private static final ListDefinition<Automation> LISTING = ListDefinition.of(Automation.class)
            .field("id", UUID.class)
            .text("name")
            .field("workflowId", UUID.class)
            .nullable("createdBy", UUID.class)
            .field("createdAt", Instant.class)
            .field("updatedAt", Instant.class)
            .build();

    private final RecordKernel kernel;
    private final EntityManager entities;
    private final Authoring authoring;
    private final StepTypes types;
    private final AutomationMapper mapper;

    AutomationService(RecordKernel kernel, Authoring authoring, StepTypes types, AutomationMapper mapper) {
        this.types = types;
        this.kernel = kernel;
        this.entities = kernel.entities();
        this.authoring = authoring;
        this.mapper = mapper;
    }

    @Override
    public ListDefinition<?> listing() {
        return LISTING;
    }

    @Override
    public Class<?> shows() {
        return AutomationResponse.class;
    }

    Page<AutomationResponse> list(ListRequest request) {
        var page = kernel.lists().list(LISTING, request);
        var active = authoring
                .active(page.results().stream().map(Automation::getWorkflowId).collect(Collectors.toSet()));
        return page.map(automation -> mapper.toResponse(automation, active.contains(automation.getWorkflowId()), null));
    }

    AutomationResponse get(UUID id) {
        return response(find(id, LockModeType.NONE));
    }

    @Transactional
    AutomationResponse create(AutomationRequest request) {
        var rule = request.workflow();
        var workflow = inWordsOf(rule, () -> authoring.create(rule.request())).id();
        demandEffect(request);
        var automation = new Automation(Ids.next(), workflow, request, TenantContext.currentUser());
        entities.persist(automation);
        LIMIT.keep(entities, Automation.class);
        entities.flush();
        return response(automation);
    }

    @Transactional
    AutomationResponse replace(UUID id, AutomationRequest request, IfMatch ifMatch) {
        var rule = request.workflow();
        var authored = inWordsOf(rule, () -> authoring.meaningful(rule.request()));
        demandEffect(request);
        var automation = locked(id, ifMatch);
        inWordsOf(rule, () -> authoring.replace(automation.getWorkflowId(), authored));
        automation.change(request);
        entities.flush();
        return response(automation);
    }

    @Transactional
    AutomationResponse activate(UUID id, IfMatch ifMatch) {
        var automation = locked(id, ifMatch);
        inWordsOf(automation.workflow(), () -> authoring.activate(automation.getWorkflowId()));
        return response(automation);
    }

    @Transactional
    AutomationResponse deactivate(UUID id, IfMatch ifMatch, boolean isEvenIfUsed) {
        var automation = locked(id, ifMatch);
        authoring.deactivate(automation.getWorkflowId(), isEvenIfUsed);
        return response(automation);
    }

    /** The workflow goes to the trash, with its runs. @throws ProblemException 409 where others carry it out, unless it is to go even so */
    @Transactional
    void delete(UUID id, IfMatch ifMatch, boolean isEvenIfUsed) {
        var automation = locked(id, ifMatch);
        entities.remove(automation);
        entities.flush();
        authoring.trash(automation.getWorkflowId(), isEvenIfUsed);
    }

    /** Alone, a step that only decides, waits or remembers does nothing. */
    private void demandEffect(AutomationRequest request) {
        if (!types.acts(request.action().path("type").asString())) {
            throw ProblemException.invalid("action.type", "no-effect", "alone, such a step does nothing");
        }
    }

    /** What is wrong with the workflow is told by where the rule says it. */
    private static <T> T inWordsOf(RuleWorkflow rule, Supplier<T> work) {
        try {
            return work.get();
        } catch (ProblemException refusal) {
            throw ProblemException.of(refusal.type(), rule.told(refusal.detail()), inWordsOf(rule, refusal.errors()));
        }
    }

    private static List<FieldError> inWordsOf(RuleWorkflow rule, List<FieldError> errors) {
        return errors.stream()
                .map(error -> new FieldError(rule.place(error.field()), error.code(), rule.told(error.message())))
                .toList();
    }

    private Automation locked(UUID id, IfMatch ifMatch) {
        var automation = find(id, LockModeType.PESSIMISTIC_WRITE);
        ifMatch.check(() -> response(automation));
        return automation;
    }

    private Automation find(UUID id, LockModeType lock) {
        var automation = entities.find(Automation.class, id, lock);
        if (automation == null) {
            throw ProblemException.notFound();
        }
        return automation;
    }

    private AutomationResponse response(Automation automation) {
        var workflow = automation.getWorkflowId();
        return mapper.toResponse(automation, !authoring.active(Set.of(workflow)).isEmpty(),
                inWordsOf(automation.workflow(), authoring.warnings(workflow)));
    }
}
