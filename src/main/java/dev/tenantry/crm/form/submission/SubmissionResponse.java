package dev.tenantry.crm.form.submission;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import dev.tenantry.crm.lead.CapturedConversion.Matched;
import dev.tenantry.shared.web.Versioned;

/**
 * What was sent by a form.
 *
 * @param reason        why it is taken for spam, has failed, was not asked about, or is a lead alone where the form converts
 * @param answers       by the names of the fields of the version
 * @param origin        where the visitor came from: utm_source and the like, the page, and what led there
 * @param email         the address that the mapping finds among the answers
 * @param submittedFrom the network address
 * @param replays       how often the same page has sent the same again, which was not counted
 * @param expiresAt     until when its address is to be confirmed: it is deleted then; absent: it need not be
 * @param asks          how many mails have asked for that
 * @param leadId        the lead that it has become
 * @param contactId     what the lead was converted to, as it stands now
 * @param companyId     likewise
 * @param opportunityId likewise
 * @param matches       the records among these that were there already when it came
 */
record SubmissionResponse(
        @JsonFormat(shape = JsonFormat.Shape.STRING) Long id,
        @JsonFormat(shape = JsonFormat.Shape.STRING) Long formId,
        int formVersion,
        SubmissionStatus status,
        @Nullable String reason,
        JsonNode answers,
        List<GivenConsent> consents,
        Map<String, String> origin,
        @Nullable String email,
        @Nullable String submittedFrom,
        @Nullable String userAgent,
        int replays,
        @Nullable Instant expiresAt,
        int asks,
        @Nullable Instant confirmedAt,
        @Nullable String confirmedFrom,
        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable Long leadId,
        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable Long contactId,
        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable Long companyId,
        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable Long opportunityId,
        List<Matched> matches,
        int version,
        Instant createdAt,
        Instant updatedAt) implements Versioned {}
