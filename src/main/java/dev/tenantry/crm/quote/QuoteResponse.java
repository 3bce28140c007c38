package dev.tenantry.crm.quote;

import java.time.Instant;
import java.time.LocalDate;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.access.ActingRights;
import dev.tenantry.shared.money.Money;
import dev.tenantry.shared.text.LocalFormat;
import dev.tenantry.shared.web.Versioned;

/**
 * A revision of a quote.
 *
 * @param number      the same for all revisions; absent: none was sent so far
 * @param revision    from 1 on
 * @param sender      what the organization was called when it was sent
 * @param senderDetails    the organization's address and tax number, as they stand in the document
 * @param recipientDetails the customer's company and address, as they stand in the document; absent for whoever may not read companies
 * @param language    in which it is written, BCP 47
 * @param locale      how its numbers are written, BCP 47
 * @param dateFormat  how its days are written
 * @param expiresAt   when expiresOn ends, in the zone that the organization had when it was sent
 * @param decidedBy   the name that was given with the answer
 * @param decidedFrom the network address that the answer came from
 * @param comment     what was written with it
 */
record QuoteResponse(
        @JsonFormat(shape = JsonFormat.Shape.STRING) Long id,
        @JsonFormat(shape = JsonFormat.Shape.STRING) Long opportunityId,
        @Nullable String number,
        int revision,
        QuoteStatus status,
        String title,
        @Nullable String sender,
        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable Long contactId,
        @Nullable String recipientName,
        @Nullable String recipientEmail,
        @Nullable String senderDetails,
        @Nullable String recipientDetails,
        @Nullable String language,
        @Nullable String locale,
        @Nullable String dateFormat,
        Money net,
        Money tax,
        Money gross,
        @Nullable String terms,
        LocalDate expiresOn,
        @Nullable Instant expiresAt,
        @Nullable String acceptedStage,
        @Nullable Instant sentAt,
        @Nullable Instant decidedAt,
        @Nullable String decidedBy,
        @Nullable String decidedFrom,
        @Nullable String comment,
        int version,
        Instant createdAt,
        Instant updatedAt) implements Versioned {

    /** To whoever asks: of the customer's company what they may read of companies. */
    QuoteResponse told() {
        return recipientDetails == null || ActingRights.may("companies:read")
                ? this
                : new QuoteResponse(id, opportunityId, number, revision, status, title, sender, contactId,
                        recipientName, recipientEmail, senderDetails, null, language, locale, dateFormat, net, tax,
                        gross, terms, expiresOn, expiresAt, acceptedStage, sentAt, decidedAt, decidedBy, decidedFrom,
                        comment, version, createdAt, updatedAt);
    }

    /** How people read it. */
    LocalFormat format() {
        return LocalFormat.of(language, locale, dateFormat);
    }

    /** By which files are called. */
    String fileName() {
        return number == null ? "quote-draft.pdf" : number + "-" + revision + ".pdf";
    }
}
