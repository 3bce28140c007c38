package dev.tenantry.automation.template;

import java.util.UUID;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** A template that is to be made of a workflow. @param category absent: custom */
record WorkflowTemplateRequest(
        @NotNull UUID workflowId,
        @NotBlank @Size(max = 200) String name,
        @Size(max = 2000) @Nullable String description,
        @Nullable TemplateCategory category,
        @Size(max = 50) @Nullable String icon) {}
