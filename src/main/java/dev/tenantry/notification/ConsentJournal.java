package dev.tenantry.notification;

import java.time.Instant;

/** Takes down what people consent to by themselves, in the current transaction. */
@FunctionalInterface
public interface ConsentJournal {

    /**
     * To marketing.
     *
     * @param text   what the person was shown
     * @param source where that was, and what shows that it was this person: at most 200 characters
     * @throws dev.tenantry.shared.problem.ProblemException 422 where the address is none of the channel's
     */
    void granted(ContactChannel channel, String address, String text, String source, Instant decidedAt);
}
