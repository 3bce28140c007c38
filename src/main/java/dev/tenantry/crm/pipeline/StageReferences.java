package dev.tenantry.crm.pipeline;

import java.util.List;

/**
 * What names stages, and keeps it: it is asked whenever some are called otherwise, or are to go, in the same transaction. Whoever writes it takes
 * {@link StageLock}.
 */
public interface StageReferences {

    /** What there is to find of those that name a stage, so that it is known whether there are more than are told. */
    int MOST = 11;

    void rename(StageRenaming renaming);

    /**
     * What could not do without the stages, in words, as far as the caller may know what it is: {@code the form 'Contact us' (12)}.
     *
     * @param going all of them, with names that no stage has
     */
    default List<String> naming(StageRenaming going) {
        return List.of();
    }
}
