package dev.tenantry.notification;

import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A mail that the organization has sent, or is about to.
 *
 * @param template  of a notification; null: it is none
 * @param runId     of the workflow's run whose mail it is; null: none's
 * @param stepIndex likewise
 * @param emailId   of a member's mail; null: it is none
 * @param memberId  likewise
 */
public record SentMail(
        UUID id,
        List<String> recipients,
        @Nullable String template,
        @Nullable Long runId,
        @Nullable Integer stepIndex,
        @Nullable Long emailId,
        @Nullable UUID memberId) {}
