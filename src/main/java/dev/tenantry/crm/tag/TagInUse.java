package dev.tenantry.crm.tag;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.access.WorkflowUse;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.record.TagUses;

/** Keeps tags from going that others go by. */
@Component
class TagInUse {

    private final ObjectProvider<TagUses> uses;

    /** @param uses asked then: who goes by tags knows those itself */
    TagInUse(ObjectProvider<TagUses> uses) {
        this.uses = uses;
    }

    /** @throws ProblemException 409 that names the workflows, as far as the caller may know */
    void demandUnused(Tag tag) {
        var using = uses.getObject().of(tag.getId(), tag.getName(), WorkflowUse.MOST);
        if (!using.isEmpty()) {
            throw ProblemException
                    .conflict("workflows go by the tag, as they are, by their drafts or by runs that have "
                            + "not ended" + WorkflowUse.told(": ", using)
                            + ": change them first, or move it to the trash with evenIfUsed=true, and they find nothing by it");
        }
    }
}
