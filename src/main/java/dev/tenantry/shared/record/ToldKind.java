package dev.tenantry.shared.record;

/**
 * A kind of things that events and timelines tell of as they do of records, and that have no {@link RecordController}.
 *
 * @param type     {@code email}
 * @param resource {@code emails}: whoever may read that is told
 * @param isSentOut whether webhooks may tell of them: not where a colleague may not see some of them
 */
public record ToldKind(String type, String resource, boolean isSentOut) {}
