package dev.tenantry.crm.assignment;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** Which record is to be given to a member. @param type its kind: lead, contact or opportunity */
record AssignmentRequest(@NotBlank @Size(max = 50) String type, @NotNull Long recordId) {}
