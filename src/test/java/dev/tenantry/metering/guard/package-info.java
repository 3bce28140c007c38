@NullMarked
package dev.tenantry.metering.guard;

import org.jspecify.annotations.NullMarked;
