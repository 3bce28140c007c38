package dev.tenantry.crm.project;

import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** How a member works on a project. @param role what as; it grants nothing */
record ProjectMemberRequest(@Size(max = 100) @Nullable String role) {}
