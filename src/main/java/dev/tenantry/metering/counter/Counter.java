package dev.tenantry.metering.counter;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.tenantry.metering.rule.Rule;
import dev.tenantry.metering.rule.Scope;

/**
 * What is counted together.
 *
 * @param subject the organization, the member or the key
 */
public record Counter(UUID rule, UUID organizationId, UUID subject) {

    /** As it is stored. */
    public String text() {
        return rule + " " + subject;
    }

    /** Whose it is, where it is one person's. */
    @Nullable
    UUID person(Rule counted) {
        return counted.scope() == Scope.USER ? subject : null;
    }
}
