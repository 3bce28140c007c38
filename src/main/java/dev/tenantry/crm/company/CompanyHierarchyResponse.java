package dev.tenantry.crm.company;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;

/**
 * Whose a company is, and which are its own. What is in the trash is not among them, nor what is beyond that.
 *
 * @param parents      from the one at the top down to the company's own parent
 * @param subsidiaries those of its own, and theirs, by name within each level: 1,000 at most
 * @param complete     whether those are all
 */
record CompanyHierarchyResponse(
        @JsonFormat(shape = JsonFormat.Shape.STRING) Long id,
        String name,
        List<Relative> parents,
        List<Relative> subsidiaries,
        boolean complete) {

    /** @param level how far from the company: 1 its own parent, or subsidiary */
    record Relative(
            @JsonFormat(shape = JsonFormat.Shape.STRING) Long id,
            String name,
            @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable Long parentId,
            int level) {}
}
