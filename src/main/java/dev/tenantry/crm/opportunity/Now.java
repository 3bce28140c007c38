package dev.tenantry.crm.opportunity;

import java.time.Instant;
import java.time.LocalDate;
import java.util.function.Supplier;

/** When a deal changes. @param today the organization's day, which is read where it is asked */
record Now(Instant instant, Supplier<LocalDate> today) {}
