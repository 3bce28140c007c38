package dev.tenantry.crm.email;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.web.Versioned;

/**
 * A mail as lists show it.
 *
 * @param messageId  without angle brackets; of a mail that came without, one that what it says makes
 * @param recipients whom it was sent to for all to see
 * @param snippet    the beginning of what is new in it
 * @param size       in octets
 * @param automatic  whether a program sent it by itself
 * @param unverified whether it came to a capture address from an address that is not its member's
 * @param notices    what of it could not be taken as it was
 */
record EmailSummaryResponse(
        @JsonFormat(shape = JsonFormat.Shape.STRING) Long id,
        @JsonFormat(shape = JsonFormat.Shape.STRING) Long threadId,
        String messageId,
        EmailDirection direction,
        EmailVisibility visibility,
        @Nullable String sender,
        @Nullable String senderName,
        List<String> recipients,
        String subject,
        String snippet,
        Instant sentAt,
        long size,
        int attachmentCount,
        boolean automatic,
        boolean unverified,
        @Nullable UUID capturedBy,
        List<String> notices,
        int version,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant deletedAt) implements Versioned {

    static EmailSummaryResponse of(Email email) {
        return new EmailSummaryResponse(email.getId(), email.getThreadId(), email.getMessageId(), email.getDirection(),
                email.getVisibility(), email.getSender(), email.getSenderName(), email.getRecipients(),
                email.getSubject(), email.getSnippet(), email.getSentAt(), email.getSize(),
                email.getAttachmentCount(), email.isAutomatic(), email.isUnverified(), email.getCapturedBy(),
                email.getNotices(), email.getVersion(), email.getCreatedAt(), email.getUpdatedAt(),
                email.getDeletedAt());
    }
}
