package dev.tenantry.crm.assignment;

import java.util.UUID;

/**
 * A member of a rule, with a place on its line.
 *
 * @param weight how many the member is given for each one of a member of weight 1
 * @param began  where the member's last turn began; less than 0 where there was none
 * @param ended  where it ended, and the next one begins
 * @param given  how many records the rule has given the member
 * @param open   how many open ones the member has
 * @param state  whether the member is given anything now
 */
record Candidate(
        UUID memberId,
        int weight,
        long began,
        long ended,
        long given,
        long open,
        CandidateState state) {

    static final long NEVER = -1;
    /** What all weights divide, so that turns of all lengths end at whole numbers. */
    private static final long TURN = 2520;

    boolean isAvailable() {
        return state == CandidateState.AVAILABLE;
    }

    long length() {
        return TURN / weight;
    }

    /** Whose next turn begins there. */
    Candidate at(long place) {
        return new Candidate(memberId, weight, began, place, given, open, state);
    }
}
