package dev.tenantry.crm.lead;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;

/**
 * What a lead was converted to.
 *
 * @param changes     the records that were made for it, and those that were filled
 * @param differences what the records have otherwise than the lead: they were left as they are
 */
public record ConversionResponse(
        @JsonFormat(shape = JsonFormat.Shape.STRING) Long leadId,
        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable Long contactId,
        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable Long companyId,
        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable Long opportunityId,
        Instant convertedAt,
        @Nullable UUID convertedBy,
        List<Change> changes,
        List<Difference> differences) {

    /** A record that was made, or whose fields were filled. @param what created or filled @param fields those that were filled */
    public record Change(
            String type,
            @JsonFormat(shape = JsonFormat.Shape.STRING) Long id,
            String what,
            List<String> fields) {}

    /** A field in which a record says something else than the lead. @param kept what it says @param stated what the lead says */
    public record Difference(
            String type,
            @JsonFormat(shape = JsonFormat.Shape.STRING) Long id,
            String field,
            String kept,
            String stated) {}
}
