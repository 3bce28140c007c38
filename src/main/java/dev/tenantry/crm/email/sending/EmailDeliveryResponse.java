package dev.tenantry.crm.email.sending;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;

import dev.tenantry.notification.RefusedRecipient;
import dev.tenantry.notification.ReportedBounce;

/**
 * What has become of a mail.
 *
 * @param status   recorded (no mail server is configured), pending, sent, failed, suppressed (none of its recipients may be written to),
 *                 partly_bounced or bounced: it was sent, and has come back from some, or all, whom it reached
 * @param states   of each of the recipients
 * @param attempts so far
 * @param error    of the last attempt, where there is one
 * @param nextAt   when it is tried again
 * @param refused  those of the recipients that it has not reached
 * @param bounces  what has come back of it
 */
record EmailDeliveryResponse(
        @JsonFormat(shape = JsonFormat.Shape.STRING) Long emailId,
        String status,
        List<String> recipients,
        List<RecipientState> states,
        int attempts,
        @Nullable String error,
        @Nullable Instant nextAt,
        @Nullable Instant sentAt,
        List<RefusedRecipient> refused,
        List<ReportedBounce> bounces) {}
