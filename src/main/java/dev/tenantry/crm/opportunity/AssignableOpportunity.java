package dev.tenantry.crm.opportunity;

import org.springframework.stereotype.Component;

import dev.tenantry.crm.assignment.Assignable;

/** Rules give them to members. */
@Component
class AssignableOpportunity implements Assignable {

    @Override
    public String type() {
        return "opportunity";
    }

    @Override
    public String open() {
        return "status[eq]:open";
    }
}
