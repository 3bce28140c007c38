package dev.tenantry.crm.email.sending;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;

/**
 * A mail that is on its way.
 *
 * @param id        of the mail, as which it is kept
 * @param messageId without angle brackets
 * @param sender    who the mail says to be from
 * @param replyTo   where it is answered; absent: to the sender
 * @param delivery  pending, or recorded where no mail server is configured
 */
record OutgoingEmailResponse(
        @JsonFormat(shape = JsonFormat.Shape.STRING) Long id,
        String messageId,
        String sender,
        @Nullable String replyTo,
        String delivery) {}
