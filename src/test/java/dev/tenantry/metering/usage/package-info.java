@NullMarked
package dev.tenantry.metering.usage;

import org.jspecify.annotations.NullMarked;
