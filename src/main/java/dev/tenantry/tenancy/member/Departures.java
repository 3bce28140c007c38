package dev.tenantry.tenancy.member;

import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.shared.record.HandOver;
import dev.tenantry.shared.web.IfMatch;

/** A member goes: what is the member's is handed over, and all of it is committed together. */
@Component
class Departures {

    private final MemberService members;
    private final HandOver handOver;

    Departures(MemberService members, HandOver handOver) {
        this.members = members;
        this.handOver = handOver;
    }

    @Transactional
    void remove(UUID user, @Nullable UUID heir, IfMatch ifMatch) {
        var member = members.checkRemoval(user, heir, ifMatch);
        handOver.all(user, heir);
        members.remove(member, heir);
    }
}
