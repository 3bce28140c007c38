package dev.tenantry.notification.email;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;

import dev.tenantry.notification.RefusedRecipient;
import dev.tenantry.shared.web.Versioned;

/**
 * A mail that a run sent.
 *
 * @param recipients    all whom it is to reach: those whom it is to, then {@code cc} and {@code bcc}
 * @param cc            those of them who are told besides, as all see
 * @param bcc           those of them who are told besides, as nobody sees
 * @param replyTo       where answers go, an address with its name where it has one; absent: to the sender
 * @param names         what recipients are called, by their addresses; of those without a name nothing
 * @param html          what mail programs show that can, in place of the text; absent: there is none
 * @param refused       those of the recipients that it does not reach, since the mail server refuses them, they were given up, or they are
 *                      suppressed or have not consented, of which it says no more than that they are not written to
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
        List<String> recipients,
        List<String> cc,
        List<String> bcc,
        @Nullable String replyTo,
        Map<String, String> names,
        List<RefusedRecipient> refused,
        String subject,
        String text,
        @Nullable String html,
        String purpose,
        @Nullable UUID integrationId,
        String status,
        @Nullable String errorMessage,
        @Nullable Instant sentAt,
        int version,
        Instant createdAt) implements Versioned {}
