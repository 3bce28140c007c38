package dev.tenantry.crm.follower;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Who follows a record, the longest first. */
public record FollowersResponse(List<Member> results) {

    /** @param since when the member began to follow it */
    public record Member(UUID userId, Instant since) {}
}
