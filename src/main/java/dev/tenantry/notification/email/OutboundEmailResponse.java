package dev.tenantry.notification.email;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;

import dev.tenantry.notification.RefusedRecipient;
import dev.tenantry.notification.ReportedBounce;
import dev.tenantry.shared.web.Versioned;

/**
 * A mail that a run sent. Whom it is to and what it says is absent where the caller may not see what the run holds.
 *
 * @param recipients    all whom it is to reach: those whom it is to, then {@code cc} and {@code bcc}
 * @param cc            those of them who are told besides, as all see
 * @param bcc           those of them who are told besides, as nobody sees
 * @param replyTo       where answers go, an address with its name where it has one; absent: to the sender
 * @param names         what recipients are called, by their addresses; of those without a name nothing
 * @param html          what mail programs show that can, in place of the text; absent: there is none
 * @param refused       those of the recipients that it does not reach, since the mail server refuses them, they were given up, or they are
 *                      suppressed or have not consented, of which it says no more than that they are not written to
 * @param bounces       what has come back of it; absent: nothing
 * @param lacking       permissions that the caller would need to see whom it is to and what it says; absent where there are none
 * @param purpose       transactional or marketing
 * @param integrationId the organization's own by which it goes, which may be gone by now; absent: the platform's mail server
 * @param status        recorded (no mail server is configured), pending, sent (to all but the refused), failed or suppressed (to
 *                      nobody, since none of the recipients may be written to)
 */
record OutboundEmailResponse(
        UUID id,
        @JsonFormat(shape = JsonFormat.Shape.STRING) Long runId,
        UUID workflowId,
        int stepIndex,
        String messageId,
        String sender,
        @Nullable List<String> recipients,
        @Nullable List<String> cc,
        @Nullable List<String> bcc,
        @Nullable String replyTo,
        @Nullable Map<String, String> names,
        @Nullable List<RefusedRecipient> refused,
        @Nullable List<ReportedBounce> bounces,
        @Nullable String subject,
        @Nullable String text,
        @Nullable String html,
        @Nullable Set<String> lacking,
        String purpose,
        @Nullable UUID integrationId,
        String status,
        @Nullable String errorMessage,
        @Nullable Instant sentAt,
        int version,
        Instant createdAt) implements Versioned {

    OutboundEmailResponse with(List<ReportedBounce> returned) {
        return new OutboundEmailResponse(id, runId, workflowId, stepIndex, messageId, sender, recipients, cc, bcc,
                replyTo, names, refused, returned, subject, text, html, lacking, purpose, integrationId, status,
                errorMessage, sentAt, version, createdAt);
    }

    /** Without what the run holds that sent it, where the caller lacks a permission to see that. */
    OutboundEmailResponse without(Set<String> lacked) {
        return lacked.isEmpty()
                ? this
                : new OutboundEmailResponse(id, runId, workflowId, stepIndex, messageId, sender, null, null, null, null,
                        null, null, null, null, null, null, lacked, purpose, integrationId, status, null, sentAt,
                        version,
                        createdAt);
    }
}
