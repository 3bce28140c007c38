package dev.tenantry.crm.lead;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.crm.assignment.Assignments;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.record.RecordKernel;

/** Where leads come in that nobody adds by hand: forms, and whatever else people leave their addresses in. */
@Component
public class LeadIntake {

    private final LeadService leads;
    private final Assignments assignments;
    private final RecordKernel kernel;

    LeadIntake(LeadService leads, Assignments assignments, RecordKernel kernel) {
        this.leads = leads;
        this.assignments = assignments;
        this.kernel = kernel;
    }

    /**
     * In the current transaction, with its events and its timeline, and given to whose turn it is: whoever leaves it is nobody whose rights
     * are asked.
     *
     * @return its id
     * @throws ProblemException 422 with the field, where something is too long or is none; nothing is cut
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Long capture(CapturedLead captured) {
        ObjectNode properties = kernel.json().valueToTree(captured);
        properties.put("name", captured.called());
        var id = leads.create(properties);
        assignments.assign(leads.type(), id);
        return id;
    }
}
