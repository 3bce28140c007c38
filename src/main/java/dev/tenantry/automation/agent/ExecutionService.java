package dev.tenantry.automation.agent;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import jakarta.persistence.EntityManager;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.shared.listing.ListDefinition;
import dev.tenantry.shared.listing.ListQuery;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.ListSource;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.problem.ProblemException;

/** What people see of executions. */
@Service
@Transactional(readOnly = true)
class ExecutionService implements ListSource {

    private static final ListDefinition<Execution> LISTING = ListDefinition.of(Execution.class)
            .field("id", Long.class)
            .field("status", ExecutionStatus.class)
            .field("startedAt", Instant.class)
            .nullable("endedAt", Instant.class)
            .field("createdAt", Instant.class)
            .sortedBy("-id")
            .build();

    private final EntityManager entities;
    private final ListQuery lists;
    private final AgentMapper mapper;

    ExecutionService(EntityManager entities, ListQuery lists, AgentMapper mapper) {
        this.entities = entities;
        this.lists = lists;
        this.mapper = mapper;
    }

    @Override
    public ListDefinition<?> listing() {
        return LISTING;
    }

    @Override
    public Class<?> shows() {
        return ExecutionResponse.class;
    }

    Page<ExecutionResponse> list(UUID agentId, ListRequest request) {
        var agent = entities.find(Agent.class, agentId);
        if (agent == null) {
            throw ProblemException.notFound();
        }
        var lacked = AgentRights.lackedToSee(agent.getType());
        return lists.list(LISTING.under("e.agentId = :agent"), request, Map.of("agent", agentId))
                .map(execution -> mapper.toResponse(execution).without(lacked));
    }
}
