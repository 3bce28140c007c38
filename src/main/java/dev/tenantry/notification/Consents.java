package dev.tenantry.notification;

import java.util.Collection;
import java.util.List;

/** Whom the current organization may write to. */
public interface Consents {

    /**
     * Those of the addresses that are not to be written to, in the current transaction: the suppressed ones and, for marketing, those without
     * consent.
     *
     * @param addresses of the channel, in whatever spelling
     * @return as they are spelled there, each with the reason
     */
    List<RefusedRecipient> refused(ContactChannel channel, MessagePurpose purpose, Collection<String> addresses);
}
