package dev.tenantry.tenancy.member;

import java.util.List;
import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.shared.record.HandOver;
import dev.tenantry.shared.web.IfMatch;
import dev.tenantry.tenancy.MemberMentions;

/** A member goes: what is the member's is handed over, and all of it is committed together. */
@Component
class Departures {

    private static final int MOST_MENTIONS = 100;

    private final MemberService members;
    private final HandOver handOver;
    private final List<MemberMentions> mentions;

    Departures(MemberService members, HandOver handOver, List<MemberMentions> mentions) {
        this.mentions = mentions;
        this.members = members;
        this.handOver = handOver;
    }

    /** @return what still names the member, as far as the caller may see it */
    @Transactional
    List<MemberMentions.Mention> remove(UUID user, @Nullable UUID heir, IfMatch ifMatch) {
        var member = members.checkRemoval(user, heir, ifMatch);
        handOver.all(user, heir);
        members.remove(member, heir);
        var called = Objects.requireNonNullElse(member.name(), Objects.requireNonNullElse(member.email(), "somebody"));
        return mentions.stream()
                .flatMap(some -> some.left(user, called, MOST_MENTIONS).stream())
                .limit(MOST_MENTIONS)
                .toList();
    }
}
