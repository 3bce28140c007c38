package dev.tenantry.crm.email;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.web.Versioned;

/**
 * A mail with all that it says.
 *
 * @param text          as it is, or what people read in its HTML
 * @param body          what is new in the text
 * @param quoted        the mail before it, which programs put below; absent where there is none
 * @param html          what is left of it to show safely: images are those of attachments alone, by their contentId
 * @param alwaysPrivate whether a rule keeps it from being shared
 */
record EmailDetailsResponse(
        @JsonFormat(shape = JsonFormat.Shape.STRING) Long id,
        @JsonFormat(shape = JsonFormat.Shape.STRING) Long threadId,
        String messageId,
        @Nullable String inReplyTo,
        List<String> references,
        EmailDirection direction,
        EmailVisibility visibility,
        boolean alwaysPrivate,
        List<Participant> participants,
        String subject,
        Instant sentAt,
        String text,
        String body,
        @Nullable String quoted,
        @Nullable String html,
        List<AttachmentResponse> attachments,
        List<String> contactIds,
        List<String> companyIds,
        List<String> opportunityIds,
        long size,
        boolean automatic,
        boolean unverified,
        @Nullable UUID capturedBy,
        List<String> notices,
        int version,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant deletedAt) implements Versioned {

    /** Somebody whom it names. @param memberId where it is a member's address */
    record Participant(ParticipantRole role, String address, @Nullable String name, @Nullable UUID memberId) {}

    /** What is attached. @param size in octets @param contentId by which the HTML shows it, {@code cid:…} */
    record AttachmentResponse(
            int number,
            String name,
            String contentType,
            long size,
            String sha256,
            @Nullable String contentId) {}
}
