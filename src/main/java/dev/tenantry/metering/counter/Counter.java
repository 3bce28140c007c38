package dev.tenantry.metering.counter;

import java.util.UUID;

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
}
