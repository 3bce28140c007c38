/** The policies of the platform, what holds for one organization instead, and the settings of both; members see what holds for theirs. */
@NullMarked
package dev.tenantry.metering.policy;

import org.jspecify.annotations.NullMarked;
