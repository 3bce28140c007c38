/** The whole platform, for its super admins: read by a role of its own, and every look is taken down. */
@NullMarked
package dev.tenantry.operations.administration;

import org.jspecify.annotations.NullMarked;
