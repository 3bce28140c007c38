package dev.tenantry.crm.googlecalendar;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;

/**
 * An event that is not kept the same.
 *
 * @param googleEventId as Google knows it, or is to
 * @param eventId       which it is here; absent where it is none
 * @param reason        why; once it is changed, on either side, it is tried again
 */
record EventFaultResponse(
        String googleEventId,
        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable Long eventId,
        String reason) {}
