package dev.tenantry.shared.record;

import java.util.List;

/**
 * What a module does when records are deleted for good, beside the records themselves: the references of its rows that are no
 * records, and the texts of the records that it has copies of. Runs in the deletion's transaction, before the records go.
 */
@FunctionalInterface
public interface Erasure {

    /** @param type the kind of the records: {@code contact} */
    void erase(String type, List<Long> ids);
}
