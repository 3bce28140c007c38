package dev.tenantry.shared.record;

import java.util.Collection;
import java.util.List;

import dev.tenantry.shared.access.WorkflowUse;

/** Who goes by what stages of deals are called. */
public interface StageUses {

    /** The workflows that name one of them, as they are, by their drafts or by runs that have not ended. */
    List<WorkflowUse> of(Collection<String> names, int most);
}
