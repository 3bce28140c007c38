/** What the API was used for: by day, endpoint, member and key, and what was refused. */
@NullMarked
package dev.tenantry.metering.usage;

import org.jspecify.annotations.NullMarked;
