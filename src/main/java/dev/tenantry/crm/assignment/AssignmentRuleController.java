package dev.tenantry.crm.assignment;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.shared.access.RequiresPermission;
import dev.tenantry.shared.access.Resource;
import dev.tenantry.shared.batch.Batches;
import dev.tenantry.shared.record.RecordController;

@RestController
@RequestMapping("/api/v1/assignment-rules")
@Resource("assignment-rules")
class AssignmentRuleController extends RecordController<AssignmentRuleRequest, AssignmentRuleResponse> {

    private final Standings standings;

    AssignmentRuleController(AssignmentRuleService rules, Batches batches, Standings standings) {
        super(rules, batches);
        this.standings = standings;
    }

    @Override
    protected Long id(AssignmentRuleResponse rule) {
        return rule.id();
    }

    /** Whom the rule gives records to now, how many it has given each, and who is passed over, and why. */
    @GetMapping("/{id}/standings")
    @RequiresPermission("read")
    StandingsResponse listStandings(@PathVariable Long id) {
        return standings.of(id);
    }
}
