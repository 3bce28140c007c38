package dev.tenantry.shared.record;

/**
 * What a module does when a record is merged into another one of its kind, beside what {@link Link}s tell: the references of its rows that
 * no foreign key stands behind. Runs in the transaction of the merger.
 */
@FunctionalInterface
public interface Merging {

    /** @param type the kind of the two: {@code contact} @param from which goes @param into which stays */
    void merge(String type, Long from, Long into);
}
