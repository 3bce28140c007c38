package dev.tenantry.shared.journal;

/** Domain events have been committed by this instance, and wait to be dispatched. */
public record EventsCommitted() {}
