package dev.tenantry.crm.assignment;

import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * How a rule's members stand, in their order.
 *
 * @param next who is given the next record; absent where nobody is left
 */
record StandingsResponse(@Nullable UUID next, List<Member> results) {

    /**
     * A member of the rule.
     *
     * @param given how many records the rule has given the member
     * @param open  how many open ones of the kind the member has
     * @param state available, absent, full, not_permitted, or left where it is no member any more
     */
    record Member(UUID memberId, int weight, long given, long open, CandidateState state) {}
}
