package dev.tenantry.shared.record;

import java.util.List;

/**
 * What a module does when something is deleted for good, or is to have no person in it any more, that is no record, but that events tell of: it goes from what the
 * module has copied of these. Runs in the deletion's transaction.
 */
@FunctionalInterface
public interface PartErasure {

    /** @param type the kind of what goes: {@code form-submission} */
    void erase(String type, List<Long> ids);
}
