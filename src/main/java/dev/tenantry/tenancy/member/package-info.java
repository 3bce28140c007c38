/** Members of an organization: listed, given a role, removed; and the handing over of what they leave. */
@NullMarked
package dev.tenantry.tenancy.member;

import org.jspecify.annotations.NullMarked;
