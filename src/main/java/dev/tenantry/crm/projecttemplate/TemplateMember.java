package dev.tenantry.crm.projecttemplate;

import java.util.UUID;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** A member who works on projects of the template. @param role what as */
record TemplateMember(
        @NotNull UUID memberId,
        @Size(max = 100) @Nullable String role) {}
