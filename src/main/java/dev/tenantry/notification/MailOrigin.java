package dev.tenantry.notification;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * For whom composed mails are sent: whoever has handed one over goes on with something else, and is told. One for each kind of cause.
 */
public interface MailOrigin<C extends MailCause> {

    Class<C> kind();

    /**
     * Asked in the organization's context before each attempt, outside of transactions; of a member's own mail, in the member's.
     *
     * @return why the mail is not to be sent any more; null where it is
     */
    @Nullable
    String objection(C cause);

    /** Likewise: the mail with what is kept elsewhere of it, where something is. */
    default Mail whole(C cause, Mail mail) {
        return mail;
    }

    /**
     * There is news of the mail, in the worker's transaction that notes it: before anything of the mail is locked, so that
     * whoever ends the run, and then what it sends, is not in the way.
     */
    default void wake(UUID organizationId, C cause) {}
}
