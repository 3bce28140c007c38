package dev.tenantry.notification;

import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** For whom composed mails are sent: whoever has handed one over goes on with something else, and is told. */
public interface MailOrigin {

    /**
     * Asked in the organization's context before each attempt, outside of transactions.
     *
     * @return why the mail of a run's step is not to be sent any more; null where it is
     */
    @Nullable
    String objection(long runId, int stepIndex);

    /**
     * Likewise, of those whom it is to go to now.
     *
     * @return who is not to be written to, each with the reason
     */
    List<RefusedRecipient> refused(Mail mail);

    /**
     * There is news of the mail of a run's step, in the worker's transaction that notes it: before anything of the mail is locked, so that
     * whoever ends the run, and then what it sends, is not in the way.
     */
    void wake(UUID organizationId, long runId, int stepIndex);
}
