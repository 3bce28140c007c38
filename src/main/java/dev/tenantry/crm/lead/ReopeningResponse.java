package dev.tenantry.crm.lead;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonFormat;

/**
 * What became of a conversion that was taken back.
 *
 * @param lead     what it is again
 * @param trashed  the records that were made for it and are in the trash
 * @param restored the records that had been filled and are what they were
 * @param kept     what was left as it is, and why
 */
record ReopeningResponse(LeadResponse lead, List<Part> trashed, List<Part> restored, List<Kept> kept) {

    /** A record. @param fields those that were emptied again */
    record Part(String type, @JsonFormat(shape = JsonFormat.Shape.STRING) Long id, List<String> fields) {}

    /**
     * A record that was left as it is.
     *
     * @param reason touched: somebody has changed it, or refers to it; needed: what stays refers to it; gone: it is deleted or in the trash;
     *               not_permitted: the caller may not
     * @param fields the fields that were changed meanwhile
     */
    record Kept(
            String type,
            @JsonFormat(shape = JsonFormat.Shape.STRING) Long id,
            KeptReason reason,
            List<String> fields) {}
}
