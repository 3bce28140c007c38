package dev.tenantry.crm.contact;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.tenantry.crm.assignment.Assignable;

/** Rules give them to members. */
@Component
class AssignableContact implements Assignable {

    @Override
    public String type() {
        return "contact";
    }

    @Override
    public @Nullable String open() {
        return null;
    }
}
