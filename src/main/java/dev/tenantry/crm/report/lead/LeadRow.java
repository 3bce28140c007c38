package dev.tenantry.crm.report.lead;

import java.math.BigDecimal;
import java.time.LocalDate;

import org.jspecify.annotations.Nullable;

/** Leads of a source in a month. @param key what sources are told apart by */
record LeadRow(
        @Nullable String key,
        @Nullable String source,
        LocalDate month,
        long leads,
        long converted,
        long won,
        BigDecimal amount,
        long unconverted) {

    /** Of two of the same source, or of any. */
    LeadRow plus(LeadRow other) {
        return new LeadRow(key, source, month, leads + other.leads, converted + other.converted, won + other.won,
                amount.add(other.amount), unconverted + other.unconverted);
    }
}
