package dev.tenantry.crm.lead;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who may be meant.
 *
 * @param type    contact, company or lead
 * @param reasons what speaks for it: an address, a number, the domain of the employer, the employer of a contact who is meant, or the name
 */
public record Match(
        String type,
        @JsonFormat(shape = JsonFormat.Shape.STRING) Long id,
        String name,
        @Nullable String email,
        List<MatchReason> reasons) {}
