package dev.tenantry.crm.assignment;

import java.time.Instant;
import java.util.List;
import java.util.Set;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.crm.pipeline.StageLock;
import dev.tenantry.shared.listing.ListDefinition;
import dev.tenantry.shared.record.RecordKernel;
import dev.tenantry.shared.record.RecordService;
import dev.tenantry.shared.tenancy.RowLimit;
import dev.tenantry.shared.web.IfMatch;

@Service
@Transactional(readOnly = true)
class AssignmentRuleService extends RecordService<AssignmentRule, AssignmentRuleRequest, AssignmentRuleResponse> {

    private static final RowLimit LIMIT = RowLimit.ofOrganization("assignment rules", 100);
    private static final ListDefinition<AssignmentRule> LISTING = ListDefinition.of(AssignmentRule.class)
            .field("id", Long.class)
            .text("name")
            .field("type", String.class)
            .field("position", Integer.class)
            .nullable("teamId", Long.class)
            .nullable("openLimit", Integer.class)
            .field("active", Boolean.class)
            .nullable("externalId", String.class)
            .field("createdAt", Instant.class)
            .field("updatedAt", Instant.class)
            .build();

    private final RecordKernel kernel;
    private final AssignmentRuleMapper mapper;
    private final AssignmentRuleCheck check;

    AssignmentRuleService(RecordKernel kernel, AssignmentRuleMapper mapper, AssignmentRuleCheck check) {
        super(kernel, LISTING, AssignmentRuleRequest.class);
        this.kernel = kernel;
        this.mapper = mapper;
        this.check = check;
    }

    @Override
    protected Set<String> identifying() {
        return Set.of("externalId", "name");
    }

    @Override
    protected AssignmentRule make(AssignmentRuleRequest request) {
        StageLock.share(kernel.entities());
        check.check(request, List.of());
        return new AssignmentRule(request);
    }

    @Override
    protected void change(AssignmentRule rule, AssignmentRuleRequest request) {
        check.check(request, rule.getMembers());
        rule.change(request);
    }

    @Override
    @Transactional
    public AssignmentRuleResponse replace(Long id, AssignmentRuleRequest request, IfMatch expected) {
        StageLock.share(kernel.entities());
        return super.replace(id, request, expected);
    }

    @Override
    @Transactional
    public AssignmentRuleResponse patch(Long id, ObjectNode patch, IfMatch expected) {
        StageLock.share(kernel.entities());
        return super.patch(id, patch, expected);
    }

    @Override
    protected AssignmentRuleRequest state(AssignmentRule rule) {
        return mapper.toRequest(rule);
    }

    @Override
    protected AssignmentRuleResponse show(AssignmentRule rule) {
        return mapper.toResponse(rule);
    }

    @Override
    protected void created(AssignmentRule rule) {
        LIMIT.keep(kernel.entities(), AssignmentRule.class);
    }
}
