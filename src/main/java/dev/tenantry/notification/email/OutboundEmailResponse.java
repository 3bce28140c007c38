package dev.tenantry.notification.email;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.web.Versioned;

/**
 * A mail that a run sent.
 *
 * @param integrationId the organization's own by which it goes, which may be gone by now; absent: the platform's mail server
 * @param status        recorded (no mail server is configured), pending, sent or failed
 */
record OutboundEmailResponse(
        UUID id,
        @JsonFormat(shape = JsonFormat.Shape.STRING) Long runId,
        UUID workflowId,
        int stepIndex,
        String messageId,
        String sender,
        List<String> recipients,
        String subject,
        String text,
        @Nullable UUID integrationId,
        String status,
        @Nullable String errorMessage,
        @Nullable Instant sentAt,
        int version,
        Instant createdAt) implements Versioned {}
