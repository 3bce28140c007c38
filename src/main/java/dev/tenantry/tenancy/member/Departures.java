package dev.tenantry.tenancy.member;

import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.record.HandOver;
import dev.tenantry.shared.web.IfMatch;

/**
 * A member goes. What belongs to the member is handed over first, some at a time, each a change that is complete in itself:
 * it can be more than one transaction should hold, and that must keep nobody in.
 */
@Component
class Departures {

    private final MemberService members;
    private final HandOver handOver;

    Departures(MemberService members, HandOver handOver) {
        this.members = members;
        this.handOver = handOver;
    }

    void remove(UUID user, @Nullable UUID heir, IfMatch ifMatch) {
        members.checkRemoval(user, heir, ifMatch);
        while (handOver.some(user, heir)) {
            // until nothing is left; what comes in between goes with the membership
        }
        members.remove(user, heir, ifMatch);
    }
}
