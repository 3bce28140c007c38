package dev.tenantry.access.address;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.tenantry.access.rule.DenialReason;
import dev.tenantry.shared.network.Location;

/**
 * Whom rules would have refused.
 *
 * @param since          since when requests are known that were looked at
 * @param looked         how many members, their API keys apart, and addresses were looked at together: whoever came from two counts twice
 * @param isComplete     whether these were all that there were
 * @param refusesCaller  whether the caller would be refused now
 * @param refusedTotal   how many of them would have been refused
 * @param refused        these, the last first, 500 at most
 */
record AddressDryRunResponse(
        Instant since,
        int looked,
        boolean isComplete,
        boolean refusesCaller,
        int refusedTotal,
        List<Refused> refused) {

    /**
     * @param userId     who came, or whose API key did
     * @param userName   absent: no member any more, or for whoever may not read members; likewise of keys
     * @param lastSeenAt the hour
     */
    record Refused(
            UUID userId,
            @Nullable String userName,
            @Nullable UUID apiKeyId,
            @Nullable String apiKeyName,
            String ipAddress,
            DenialReason denialReason,
            @Nullable Location location,
            Instant lastSeenAt) {}
}
