package dev.tenantry.crm.lead;

import org.springframework.stereotype.Component;

import dev.tenantry.crm.assignment.Assignable;

/** Rules give them to members. */
@Component
class AssignableLead implements Assignable {

    @Override
    public String type() {
        return "lead";
    }

    @Override
    public String open() {
        return "status[in]:(new,working,qualified)";
    }
}
