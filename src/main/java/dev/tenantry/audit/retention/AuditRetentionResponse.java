package dev.tenantry.audit.retention;

import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.web.Versioned;

/**
 * For how many days entries are kept that are written from now on.
 *
 * @param onHoldSince while it is there nothing expires, whatever its period
 */
record AuditRetentionResponse(
        int transientDays,
        int standardDays,
        int securityDays,
        int complianceDays,
        @Nullable Instant onHoldSince) implements Versioned {

    /** @param stated by the organization */
    static AuditRetentionResponse of(Map<RetentionClass, Integer> stated, @Nullable Instant onHoldSince) {
        return new AuditRetentionResponse(days(stated, RetentionClass.TRANSIENT), days(stated, RetentionClass.STANDARD),
                days(stated, RetentionClass.SECURITY), days(stated, RetentionClass.COMPLIANCE), onHoldSince);
    }

    Map<String, Object> periods() {
        return Map.of("transientDays", transientDays, "standardDays", standardDays, "securityDays", securityDays,
                "complianceDays", complianceDays);
    }

    private static int days(Map<RetentionClass, Integer> stated, RetentionClass of) {
        return stated.getOrDefault(of, of.usual());
    }

    /** Its entity tag is of what it shows. */
    @Override
    public int version() {
        return 0;
    }
}
