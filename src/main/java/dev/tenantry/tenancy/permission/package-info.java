/** Permissions: which there are, who has them, and why. */
@NullMarked
package dev.tenantry.tenancy.permission;

import org.jspecify.annotations.NullMarked;
