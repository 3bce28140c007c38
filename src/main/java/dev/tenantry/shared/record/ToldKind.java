package dev.tenantry.shared.record;

/**
 * A kind of things that events and timelines tell of as they do of records, and that have no {@link RecordController}.
 *
 * @param type     {@code email}
 * @param resource {@code emails}: whoever may read that is told
 */
public record ToldKind(String type, String resource) {}
