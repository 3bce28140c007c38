/** Tells an organization when a quota is nearly used up, and when it is. */
@NullMarked
package dev.tenantry.metering.alert;

import org.jspecify.annotations.NullMarked;
