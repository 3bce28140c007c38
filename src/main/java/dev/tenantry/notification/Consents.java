package dev.tenantry.notification;

import java.util.Collection;
import java.util.List;

/** Whom the current organization may write to. */
public interface Consents {

    String NOT_WRITTEN_TO = "is not written to: suppressions and consents say why, to whoever may read them";

    /**
     * Those of the addresses that are not to be written to, in the current transaction: the suppressed ones and, for marketing, those without
     * consent. What is noted of it is shown, and goes, wherever a run's steps do: so it says that they are not written to, and no more.
     *
     * @param addresses of the channel, in whatever spelling
     * @return as they are spelled there, each with what may be told to anybody
     */
    default List<RefusedRecipient> refused(ContactChannel channel, MessagePurpose purpose,
            Collection<String> addresses) {
        return explained(channel, purpose, addresses).stream()
                .map(one -> new RefusedRecipient(one.recipient(), NOT_WRITTEN_TO))
                .toList();
    }

    /** Likewise, each with the reason, for whoever may read suppressions and consents, and for nobody else. */
    List<RefusedRecipient> explained(ContactChannel channel, MessagePurpose purpose, Collection<String> addresses);
}
