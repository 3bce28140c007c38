/** Organizations themselves: made, described, set up and deleted. */
@NullMarked
package dev.tenantry.tenancy.organization;

import org.jspecify.annotations.NullMarked;
