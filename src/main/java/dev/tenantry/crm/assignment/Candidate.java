package dev.tenantry.crm.assignment;

import java.util.UUID;

/**
 * A member of a rule.
 *
 * @param weight how long a turn is not
 * @param ended  where the member's last turn ended
 * @param given  how many records the rule has given the member
 * @param open   how many open ones the member has
 * @param state  whether the member is given anything now
 */
record Candidate(UUID memberId, int weight, long ended, long given, long open, CandidateState state) {

    /** What all weights divide, so that turns of all lengths end at whole numbers. */
    private static final int TURN = 2520;

    /** The member's next turn. @param floor before which none begins any more */
    Turn next(long floor) {
        var began = Math.max(ended, floor);
        return new Turn(memberId, began, began + TURN / weight);
    }

    /** One record's worth of a member's place in line. */
    record Turn(UUID memberId, long began, long ended) {}
}
