package dev.tenantry.notification;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** Mails that runs of workflows compose: kept in the transaction that means to send one, and sent once that is committed. */
public interface Mails {

    /**
     * Whom a mail of the current organization's is from.
     *
     * @param address     or a name with an address in angle brackets
     * @param integration by which it goes; null: by the platform's mail server
     */
    record Sender(String address, @Nullable UUID integration) {}

    /**
     * By the integration that is named; by the organization's oldest connected one that sends mails, where none is; by the
     * platform's mail server, where the organization has none.
     *
     * @throws dev.tenantry.shared.problem.ProblemException 422 where the one that is named is not connected
     */
    Sender sender(@Nullable UUID integration);

    /** Whether the organization has such an integration, connected or not, and it sends mails. */
    boolean isSender(UUID integration);

    /**
     * Keeps the mail of a run's step in the current transaction, to be sent after it. One that is kept already stays as it is,
     * unless it has failed: it is tried anew then, and its receivers know it for the same.
     *
     * @param refused    those of its recipients that it is not to be sent to, each with the reason; all of them: it is sent to nobody
     */
    void send(long runId, int stepIndex, Mail mail, List<RefusedRecipient> refused, Trying trying);

    /**
     * How it is tried to send a mail.
     *
     * @param retryAfter how long after the first failure it is tried again; twice as long after each further one
     * @param timeout    how long one attempt may take; null: as long as the server that takes it is usually given
     */
    record Trying(int maxAttempts, Duration retryAfter, @Nullable Duration timeout) {}

    /**
     * Until when a mail waits as the organization may write to no more.
     *
     * @param policy by which it waits, or the limit
     * @param scope  whose receivers it counts together
     * @param most   receivers in a period
     * @param period ISO 8601; null: at once
     */
    record Limited(String policy, String scope, int most, @Nullable String period, Instant until) {}

    /** The runs whose mails wait so. */
    Map<Long, Limited> limited(Collection<Long> runs);

    /** How the mail of a run's step stands, which is kept. */
    Standing of(long runId, int stepIndex);

    /** Those of the runs that have a mail that is still to be sent. */
    Set<Long> onTheirWay(Long[] runs);

    /**
     * From now on other places are those of the steps whose mails are kept: one of each list for each step. Of these runs no mail is still to be sent.
     *
     * @param was     a step's place
     * @param becomes its place from now on, where another one of these may have been
     */
    void move(List<Long> runs, List<Integer> was, List<Integer> becomes);

    /**
     * How a mail stands.
     *
     * @param failures attempts that came to nothing
     * @param error    of the last one, where there is one
     * @param pause    until the next attempt, where it is pending
     * @param refused  whom it has not reached, or does not reach
     */
    record Standing(
            DeliveryStatus status,
            int failures,
            @Nullable String error,
            Duration pause,
            List<RefusedRecipient> refused) {}
}
