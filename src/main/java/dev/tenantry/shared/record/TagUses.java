package dev.tenantry.shared.record;

import java.util.List;

import dev.tenantry.shared.access.WorkflowUse;

/** Who goes by tags. */
public interface TagUses {

    /** The workflows that compare with the tag, or put it on records or take it off, as they are, by their drafts or by runs that have not ended. */
    List<WorkflowUse> of(Long tag, String name, int most);
}
