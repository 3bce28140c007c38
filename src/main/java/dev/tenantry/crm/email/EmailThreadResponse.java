package dev.tenantry.crm.email;

import com.fasterxml.jackson.annotation.JsonFormat;

/**
 * A thread, as far as whoever asks sees its mails.
 *
 * @param emailCount how many mails it has
 * @param latest     the last one that was sent
 */
record EmailThreadResponse(
        @JsonFormat(shape = JsonFormat.Shape.STRING) Long id,
        int emailCount,
        EmailSummaryResponse latest) {}
