package dev.tenantry.crm.digest;

import java.time.Instant;
import java.util.List;
import java.util.Set;

import dev.tenantry.shared.time.Weekday;
import dev.tenantry.shared.web.Versioned;

/** When the caller's day is mailed. @param hour by the clock of the caller's zone, else of the organization's */
record DigestResponse(
        int hour,
        List<Weekday> weekdays,
        boolean whenEmpty,
        boolean enabled,
        int version,
        Instant createdAt,
        Instant updatedAt) implements Versioned {

    /** It is looked at each hour. */
    @Override
    public Set<String> moving() {
        return Set.of("updatedAt");
    }
}
