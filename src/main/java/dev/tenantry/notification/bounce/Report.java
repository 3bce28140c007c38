package dev.tenantry.notification.bounce;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.tenantry.notification.BounceKind;

/**
 * What a mail server says of a mail.
 *
 * @param failures    of its recipients
 * @param messageId   of the mail, with its angle brackets; null where nothing of it was returned
 * @param returnPaths addresses of which one may be what the mail was sent from
 */
record Report(List<Failure> failures, @Nullable String messageId, List<String> returnPaths) {

    /**
     * Of one recipient.
     *
     * @param addresses of the recipient, the one that is likelier the mail's first; none: whom it was to is not told
     * @param status    of RFC 3463, {@code 5.1.1}; null where there is none
     * @param said      by the server, with nobody's address; null: nothing
     */
    record Failure(List<String> addresses, BounceKind kind, @Nullable String status, @Nullable String said) {}
}
