package dev.tenantry.automation.agent;

import java.time.Instant;
import java.util.ArrayList;
import java.util.UUID;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.automation.definition.Schedule;
import dev.tenantry.shared.listing.ListDefinition;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.ListSource;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.problem.FieldError;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.record.RecordKernel;
import dev.tenantry.shared.tenancy.Ids;
import dev.tenantry.shared.tenancy.RowLimit;
import dev.tenantry.shared.web.IfMatch;

/** An organization's agents. */
@Service
@Transactional(readOnly = true)
class AgentService implements ListSource {

    private static final RowLimit LIMIT = RowLimit.ofOrganization("agents", 50);
    private static final ListDefinition<Agent> LISTING = ListDefinition.of(Agent.class)
            .field("id", UUID.class)
            .field("name", String.class)
            .field("type", AgentType.class)
            .field("active", Boolean.class)
            .field("status", AgentStatus.class)
            .nullable("lastRunAt", Instant.class)
            .field("createdAt", Instant.class)
            .field("updatedAt", Instant.class)
            .build();

    private final RecordKernel kernel;
    private final EntityManager entities;
    private final AgentSchema schema;
    private final AgentRights rights;
    private final AgentTimes times;
    private final AgentMapper mapper;

    AgentService(RecordKernel kernel, AgentSchema schema, AgentRights rights, AgentTimes times, AgentMapper mapper) {
        this.kernel = kernel;
        this.entities = kernel.entities();
        this.schema = schema;
        this.rights = rights;
        this.times = times;
        this.mapper = mapper;
    }

    @Override
    public ListDefinition<?> listing() {
        return LISTING;
    }

    @Override
    public Class<?> shows() {
        return AgentResponse.class;
    }

    Page<AgentResponse> list(ListRequest request) {
        return kernel.lists().list(LISTING, request).map(this::shown);
    }

    AgentResponse get(UUID id) {
        return shown(found(entities.find(Agent.class, id)));
    }

    @Transactional
    AgentResponse create(AgentRequest request) {
        check(request);
        var agent = new Agent(Ids.next(), request, rights.maintained());
        entities.persist(agent);
        LIMIT.keep(entities, Agent.class);
        return planned(agent);
    }

    @Transactional
    AgentResponse replace(UUID id, AgentRequest request, IfMatch ifMatch) {
        check(request);
        return change(locked(id, ifMatch), request);
    }

    @Transactional
    AgentResponse patch(UUID id, ObjectNode patch, IfMatch ifMatch) {
        var agent = locked(id, ifMatch);
        var request = kernel.patches().apply(new AgentRequest(agent), patch);
        check(request);
        return change(agent, request);
    }

    @Transactional
    void delete(UUID id, IfMatch ifMatch) {
        entities.remove(locked(id, ifMatch));
    }

    /** It looks as soon as it can, active or not. @throws ProblemException 403 where the caller may not do what it does */
    @Transactional
    AgentResponse run(UUID id) {
        var agent = found(entities.find(Agent.class, id));
        rights.demandToRun(agent.getType(), schema.complete(agent.getType(), agent.getConfiguration()));
        times.hasten(id);
        return shown(agent);
    }

    private AgentResponse change(Agent agent, AgentRequest request) {
        if (request.type() != agent.getType()) {
            throw ProblemException.invalid("type", "fixed", "an agent keeps its type");
        }
        agent.change(request, rights.maintained());
        return planned(agent);
    }

    private AgentResponse planned(Agent agent) {
        entities.flush();
        times.plan(agent);
        return shown(agent);
    }

    private void check(AgentRequest request) {
        var faults = new ArrayList<>(schema.faults(request.type(), request.configuration()));
        if (request.zone() != null && Schedule.zoneOrNull(request.zone()) == null) {
            faults.add(new FieldError("zone", "unknown", "there is no such time zone; one is called as Europe/Vienna"));
        }
        var fault = request.cron() == null ? null : new Schedule(request.cron(), null, Schedule.CatchUp.LAST).fault();
        if (fault != null) {
            faults.add(new FieldError("cron", "invalid-cron", fault));
        }
        if (!faults.isEmpty()) {
            throw ProblemException.invalid(faults);
        }
        rights.demand(request.type(), request.configuration());
    }

    private Agent locked(UUID id, IfMatch ifMatch) {
        var agent = found(entities.find(Agent.class, id, LockModeType.PESSIMISTIC_WRITE));
        ifMatch.check(() -> shown(agent));
        return agent;
    }

    private static Agent found(@Nullable Agent agent) {
        if (agent == null) {
            throw ProblemException.notFound();
        }
        return agent;
    }

    /** What went wrong can quote what it looks at. */
    private AgentResponse shown(Agent agent) {
        return mapper.toResponse(agent).without(AgentRights.lackedToSee(agent.getType()));
    }
}
