package dev.tenantry.crm.quote;

import java.math.BigDecimal;

/** What the lines of a quote come to. */
record QuoteTotals(String currency, BigDecimal net, BigDecimal tax, BigDecimal gross) {}
