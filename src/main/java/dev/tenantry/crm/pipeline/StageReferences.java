package dev.tenantry.crm.pipeline;

/** What names stages, and keeps it: it is asked whenever some are called otherwise, in the same transaction. */
public interface StageReferences {

    void rename(StageRenaming renaming);
}
