package dev.tenantry.tenancy.role;

import com.fasterxml.jackson.annotation.JsonFormat;

/**
 * A role that a member has.
 *
 * @param isSystem whether it is the role of the membership itself
 * @param isActive whether it grants anything
 */
record MemberRoleResponse(
        @JsonFormat(shape = JsonFormat.Shape.STRING) Long id,
        String name,
        String slug,
        boolean isSystem,
        boolean isActive) {}
