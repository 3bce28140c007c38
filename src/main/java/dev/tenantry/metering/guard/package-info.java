/** Asks of each request whether there may be one more, and tells its caller what there is left. */
@NullMarked
package dev.tenantry.metering.guard;

import org.jspecify.annotations.NullMarked;
