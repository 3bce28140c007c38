@NullMarked
package dev.tenantry.metering.counter;

import org.jspecify.annotations.NullMarked;
