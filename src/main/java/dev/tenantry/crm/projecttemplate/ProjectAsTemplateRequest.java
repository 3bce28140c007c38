package dev.tenantry.crm.projecttemplate;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** What the template of a project is to be called. @param projectName what its projects are; absent: as the template */
record ProjectAsTemplateRequest(
        @NotBlank @Size(max = 200) String name,
        @Size(max = 200) @Nullable String projectName) {}
