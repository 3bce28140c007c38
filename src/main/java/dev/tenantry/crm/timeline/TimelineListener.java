package dev.tenantry.crm.timeline;

/** Learns of entries in the transaction in which they are noted. */
@FunctionalInterface
public interface TimelineListener {

    /** @param kind begins with the type of the record whose text the entry is */
    void noted(String kind, Subjects subjects);
}
